// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/version/difference.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <utility>
#include <vector>

#include "core/version/characters.h"

namespace tagwarden {

namespace {

struct ExplainedKey {
    std::string bytes;
    std::vector<Origin> origins;

    explicit ExplainedKey(const Version& version)
    {
        KeyWriter writer(bytes, &origins);
        [[maybe_unused]] const auto shape = read_version(version.order(), version.str(), writer);
        assert(shape);  // a Version that exists was read before
    }
};

std::string_view judge_of(Order order)
{
    switch (order) {
        case Order::semver: return "SemVer";
        case Order::deb: return "dpkg";
        case Order::rpm: return "rpm";
        case Order::pep440: return "PEP 440";
        case Order::omnibus: return "git's version order";
        case Order::calver: return "the calendar order";
        case Order::natural: return "the natural order";
    }
    return "";
}

std::string what_is_at(const std::string& text, const Origin& origin)
{
    const auto at = origin.at;
    if (at >= text.size()) return fmt::format("the end of {}", text);
    const auto end = origin.in_number ? end_of_digits(text, at) : at;
    if (end > at) return fmt::format("the number {} (character {} of {})", text.substr(at, end - at), at + 1, text);
    return fmt::format("'{}' (character {} of {})", text[at], at + 1, text);
}

/// Where each of two keys is when they part.
std::pair<Origin, Origin> parting(const Version& left, const Version& right)
{
    assert(left.order() == right.order());
    const ExplainedKey a(left), b(right);
    const auto parted = std::ranges::mismatch(a.bytes, b.bytes);
    const auto place = static_cast<std::size_t>(parted.in1 - a.bytes.begin());
    const auto origin = [&](const ExplainedKey& key, const std::string& text) {
        return place < key.origins.size() ? key.origins[place] : Origin{text.size()};
    };
    return {origin(a, left.str()), origin(b, right.str())};
}

}  // namespace

Difference difference(const Version& left, const Version& right)
{
    const auto [a, b] = parting(left, right);
    return {left <=> right, a.at, b.at};
}

std::string explain(const Version& left, const Version& right)
{
    const auto order = left <=> right;
    const auto judge = judge_of(left.order());
    if (order == 0) return fmt::format("{} sees no difference between {} and {}", judge, left.str(), right.str());
    const auto [a, b] = parting(left, right);
    return fmt::format("{} puts {} {} {}", judge, what_is_at(left.str(), a), order < 0 ? "before" : "after",
                       what_is_at(right.str(), b));
}

}  // namespace tagwarden
