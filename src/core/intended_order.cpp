// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/intended_order.h"

#include <string>
#include <string_view>
#include <utility>

#include "core/rendering/version_parts.h"
#include "core/version/characters.h"

namespace tagwarden {

namespace {

using Intention = std::optional<std::weak_ordering>;

bool is_tagged(const Build& build)
{
    return build.kind == BuildKind::release || build.kind == BuildKind::prerelease;
}

std::weak_ordering compare_numbers(std::string_view left, std::string_view right)
{
    const auto a = without_leading_zeros(left.empty() ? "0" : left);
    const auto b = without_leading_zeros(right.empty() ? "0" : right);
    return std::pair(a.size(), std::string_view(a)) <=> std::pair(b.size(), std::string_view(b));
}

/// By the first so many of major, minor, patch.
std::weak_ordering compare_first(const Version& left, const Version& right, std::size_t count)
{
    for (std::size_t place = 0; place < count; ++place)
        if (const auto order = compare_numbers(left.number(place), right.number(place)); order != 0) return order;
    return std::weak_ordering::equivalent;
}

/// What counts in a version of SemVer's build.
std::string_view without_build(std::string_view text)
{
    return text.substr(0, text.find('+'));
}

/// Compares texts that differ in nothing but numbers; nothing when they differ in more.
Intention compare_by_numbers(std::string_view left, std::string_view right)
{
    auto order = std::weak_ordering::equivalent;
    while (!left.empty() && !right.empty()) {
        const auto left_end = end_of_digits(left, 0), right_end = end_of_digits(right, 0);
        if ((left_end == 0) != (right_end == 0)) return std::nullopt;
        if (left_end == 0 && left.front() != right.front()) return std::nullopt;
        if (order == 0) order = compare_numbers(left.substr(0, left_end), right.substr(0, right_end));
        left.remove_prefix(left_end == 0 ? 1 : left_end);
        right.remove_prefix(right_end == 0 ? 1 : right_end);
    }
    if (!left.empty() || !right.empty()) return std::nullopt;
    return order;
}

std::weak_ordering compare_tagged(const Version& candidate, const Version& earlier)
{
    if (candidate.order() == Order::semver || candidate.order() == Order::calver)
        if (const auto order = compare_by_numbers(without_build(candidate.str()), without_build(earlier.str())))
            return *order;
    return candidate <=> earlier;
}

Intention unless(bool lower)
{
    return lower ? std::weak_ordering::less : std::weak_ordering::greater;
}

}  // namespace

std::optional<std::weak_ordering> intended_order(const Build& candidate, const Build& earlier)
{
    if (candidate.version.str() == earlier.version.str()) return std::nullopt;
    if (is_tagged(candidate) && is_tagged(earlier)) {
        const auto order = compare_tagged(candidate.version, earlier.version);
        return order == 0 ? std::nullopt : Intention(order);
    }
    if (is_tagged(earlier)) return unless(compare_first(candidate.version, earlier.version, 2) < 0);
    if (is_tagged(candidate)) return unless(compare_first(candidate.version, earlier.version, 3) < 0);
    const bool of_two_branches =
        !candidate.branch.empty() && !earlier.branch.empty() && candidate.branch != earlier.branch;
    if (candidate.kind != earlier.kind || of_two_branches) return std::nullopt;
    return std::weak_ordering::greater;
}

}  // namespace tagwarden
