// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/attached_tag.h"

#include <algorithm>

namespace tagwarden {

bool names_attached(const TagName& tag)
{
    constexpr std::size_t prefix_size = 7;  // of "sha256-" and "sha512-"
    constexpr std::size_t hex_size = 64;    // longer digests are cut to that
    const std::string_view text = tag.str();
    if (!text.starts_with("sha256-") && !text.starts_with("sha512-")) return false;
    const auto hex = text.substr(prefix_size, hex_size);
    if (hex.size() != hex_size || hex.find_first_not_of("0123456789abcdef") != std::string_view::npos) return false;
    const auto behind = text.substr(prefix_size + hex_size);
    return behind.empty() || behind == ".sig" || behind == ".att" || behind == ".sbom";
}

}  // namespace tagwarden
