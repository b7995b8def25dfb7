// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/arguments.h"

namespace tagwarden {

std::optional<bool> Arguments::flag(std::string_view option) const
{
    const auto found = flags_.find(option);
    return found == flags_.end() ? std::nullopt : std::optional(found->second);
}

std::optional<std::string> Arguments::value(std::string_view option) const
{
    const auto found = values_.find(option);
    return found == values_.end() ? std::nullopt : std::optional(found->second.back());
}

std::vector<std::string> Arguments::values(std::string_view option) const
{
    const auto found = values_.find(option);
    return found == values_.end() ? std::vector<std::string>() : found->second;
}

}  // namespace tagwarden
