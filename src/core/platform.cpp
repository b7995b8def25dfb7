// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/platform.h"

#include <fmt/format.h>

#include "base/text.h"

namespace tagwarden {

Result<Platform> Platform::parse(std::string_view text)
{
    const auto parts = split(text, '/');
    if (parts.size() < 2 || parts.size() > 3 || parts[0].empty() || parts[1].empty())
        return fail(ErrorKind::usage, fmt::format("'{}' is not a platform", printable(text)),
                    "write it as linux/amd64 or linux/arm/v7");
    return Platform{std::string(parts[0]), std::string(parts[1]), parts.size() == 3 ? std::string(parts[2]) : ""};
}

std::string Platform::str() const
{
    return variant.empty() ? os + "/" + architecture : os + "/" + architecture + "/" + variant;
}

}  // namespace tagwarden
