// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/auth/form.h"

#include <fmt/format.h>

#include "base/text.h"

namespace tagwarden {

std::string form_pair(std::string_view name, std::string_view value)
{
    auto pair = std::string(name) + "=";
    for (const char c : value) {
        const bool plain = is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '.' ||
                           c == '_' || c == '~';
        pair += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return pair;
}

}  // namespace tagwarden
