// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/version/difference.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <vector>

#include "core/version/characters.h"

namespace tagwarden {

namespace {

struct ExplainedKey {
    std::string bytes;
    std::vector<std::uint32_t> origins;

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

std::string what_is_at(const std::string& text, std::size_t at)
{
    if (at >= text.size()) return fmt::format("the end of {}", text);
    const auto end = end_of_digits(text, at);
    if (end > at) return fmt::format("the number {} (character {} of {})", text.substr(at, end - at), at + 1, text);
    return fmt::format("'{}' (character {} of {})", text[at], at + 1, text);
}

}  // namespace

Difference difference(const Version& left, const Version& right)
{
    assert(left.order() == right.order());
    const ExplainedKey a(left), b(right);
    const auto parted = std::ranges::mismatch(a.bytes, b.bytes);
    const auto place = static_cast<std::size_t>(parted.in1 - a.bytes.begin());
    const auto origin = [&](const ExplainedKey& key, const std::string& text) {
        return place < key.origins.size() ? std::size_t{key.origins[place]} : text.size();
    };
    return {left <=> right, origin(a, left.str()), origin(b, right.str())};
}

std::string explain(const Version& left, const Version& right)
{
    const auto found = difference(left, right);
    if (found.order == 0)
        return fmt::format("{} sees no difference between {} and {}", judge_of(left.order()), left.str(), right.str());
    return fmt::format("{} puts {} {} {}", judge_of(left.order()), what_is_at(left.str(), found.left_at),
                       found.order < 0 ? "before" : "after", what_is_at(right.str(), found.right_at));
}

}  // namespace tagwarden
