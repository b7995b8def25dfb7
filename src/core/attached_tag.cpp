// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/attached_tag.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "base/text.h"

namespace tagwarden {

namespace {

constexpr std::array<std::string_view, 3> cosign_suffixes{".sig", ".att", ".sbom"};

constexpr std::size_t longest_algorithm = 32;
constexpr std::size_t longest_hex = 64;

TagName known_good(const std::string& text)
{
    return TagName::parse(text).value();
}

}  // namespace

TagName referrers_tag(const Digest& subject)
{
    const std::string_view text = subject.str();
    const auto algorithm = text.substr(0, text.find(':')).substr(0, longest_algorithm);
    return known_good(std::string(algorithm) + "-" + std::string(subject.hex().substr(0, longest_hex)));
}

std::vector<TagName> cosign_tags(const Digest& subject)
{
    std::vector<TagName> tags;
    // The name of a longer digest would be too long for a tag, so cosign has none for it.
    if (subject.algorithm() != HashAlgorithm::sha256) return tags;
    const auto stem = referrers_tag(subject).str();
    for (const auto suffix : cosign_suffixes) tags.push_back(known_good(stem + std::string(suffix)));
    return tags;
}

bool names_attached(const TagName& tag)
{
    std::string_view name = tag.str();
    const auto suffix = std::ranges::find_if(cosign_suffixes, [&](auto it) { return name.ends_with(it); });
    if (suffix != cosign_suffixes.end()) name.remove_suffix(suffix->size());
    const auto dash = name.find('-');
    const auto algorithm = name.substr(0, dash);
    if (dash == std::string_view::npos || (algorithm != "sha256" && algorithm != "sha512")) return false;
    const auto hex = name.substr(dash + 1);
    return hex.size() == longest_hex &&
           std::ranges::all_of(hex, [](char c) { return is_digit(c) || (c >= 'a' && c <= 'f'); });
}

}  // namespace tagwarden
