// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/omnibus/tag_form.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "core/version/version.h"

namespace tagwarden::omnibus {

namespace {

bool is_prerelease_character(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '-';
}

/// What follows the numbers as a pre-release, its dashes as dots; "" when it is none.
std::string prerelease_in(std::string_view rest)
{
    if (rest.empty() || (rest.front() != '-' && rest.front() != '.')) return {};
    rest.remove_prefix(1);
    if (!std::ranges::all_of(rest, is_prerelease_character)) return {};
    std::string text(rest);
    std::ranges::replace(text, '-', '.');
    return text;
}

std::string_view behind_plus(std::string_view tag)
{
    const auto plus = tag.find('+');
    return plus == std::string_view::npos ? std::string_view() : tag.substr(plus + 1);
}

}  // namespace

std::string_view three_numbers(std::string_view text)
{
    std::size_t end = 0;
    for (int number = 0; number < 3; ++number) {
        if (number > 0) {
            if (!text.substr(end).starts_with('.')) return {};
            ++end;
        }
        const auto begin = end;
        while (end < text.size() && is_digit(text[end])) ++end;
        if (end == begin) return {};
    }
    return text.substr(0, end);
}

Result<std::string> version_of_tag(std::string_view tag)
{
    auto rest = tag;
    if (rest.starts_with('v')) rest.remove_prefix(1);
    const auto numbers = three_numbers(rest);
    if (numbers.empty())
        return fail(ErrorKind::usage, fmt::format("the tag '{}' does not begin with three numbers", printable(tag)),
                    "name release tags as in 13.1.0+ce.0");
    const auto prerelease = prerelease_in(rest.substr(numbers.size()));
    return std::string(numbers) + (prerelease.empty() ? "" : "-" + prerelease);
}

std::string iteration_of_tag(std::string_view tag)
{
    const auto rest = behind_plus(tag);
    const auto iteration = rest.substr(0, rest.find('-'));
    return iteration.empty() ? "0" : std::string(iteration);
}

bool is_auto_deploy_tag(std::string_view tag)
{
    constexpr std::size_t shortest_revision = 7;
    const auto numbers = three_numbers(tag);
    if (numbers.empty() || !tag.substr(numbers.size()).starts_with('+')) return false;
    const auto revisions = behind_plus(tag);
    // The first dot that leaves enough before it leaves most behind it.
    const auto dot = revisions.find('.', shortest_revision);
    return dot != std::string_view::npos && revisions.size() - dot - 1 >= shortest_revision &&
           revisions.find(' ') == std::string_view::npos;
}

bool is_of_edition(std::string_view tag, std::string_view edition)
{
    const auto holds = [&](const char* mark) {
        return tag.find(fmt::format("{}{}.", mark, edition)) != std::string_view::npos;
    };
    return holds("+") || holds(".");
}

std::string edition_named_in(std::string_view text)
{
    std::string tag(text);
    if (const auto dash = tag.find('-'); dash != std::string::npos) tag[dash] = '+';  // a version has it for the tag's
    for (const std::string edition : {"ce", "ee", "fips", "jh"})
        if (is_of_edition(tag, edition)) return edition;
    return "";
}

std::vector<std::string> highest_first(const std::vector<std::string>& tags)
{
    std::vector<Version> versions;
    for (const auto& tag : tags)
        if (auto version = Version::parse(Order::omnibus, tag)) versions.push_back(std::move(*version));
    std::ranges::sort(versions, [](const auto& a, const auto& b) { return a == b ? a.str() > b.str() : a > b; });
    std::vector<std::string> sorted;
    for (const auto& version : versions) sorted.push_back(version.str());
    return sorted;
}

}  // namespace tagwarden::omnibus
