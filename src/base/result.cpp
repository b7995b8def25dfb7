// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "base/result.h"

namespace tagwarden {

std::unexpected<Error> fail(ErrorKind kind, std::string message, std::string hint)
{
    return std::unexpected(Error{kind, std::move(message), std::move(hint), {}});
}

std::unexpected<Error> fail(Error error)
{
    return std::unexpected(std::move(error));
}

std::unexpected<Error> during(std::string what, Error error)
{
    error.trail.push_back(std::move(what));
    return std::unexpected(std::move(error));
}

}  // namespace tagwarden
