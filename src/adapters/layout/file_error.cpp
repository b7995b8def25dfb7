// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/layout/file_error.h"

#include <fmt/format.h>

#include <system_error>

namespace tagwarden {

std::unexpected<Error> file_error(std::string_view verb, const std::filesystem::path& file, int number)
{
    const auto why = std::generic_category().message(number);
    const auto kind = number == ENOENT ? ErrorKind::not_found : ErrorKind::local;
    return fail(kind, fmt::format("cannot {} '{}': {}", verb, file.string(), why));
}

}  // namespace tagwarden
