// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

// One line is read as a version; two are compared. FUZZED_ORDER is the order.

#include "core/version/difference.h"
#include "core/version/sort_versions.h"
#include "tests/fuzz/fuzz.h"

namespace tagwarden::fuzz {

namespace {

void check_key(const Version& version)
{
    std::string key;
    std::vector<Origin> origins;
    KeyWriter writer(key, &origins);
    require(read_version(version.order(), version.str(), writer).has_value());
    require(key.size() == origins.size());
    for (const auto origin : origins) require(origin.at <= version.str().size());
}

void check_alone(const Version& version)
{
    check_key(version);
    require(version == *Version::parse(version.order(), version.str()));
    const std::vector<std::string_view> twice{version.str(), version.str()};
    const auto sorted = sort_versions(twice, {.order = version.order()});
    require(sorted.versions == 2 && sorted.lines == twice);
}

void check_both(const Version& a, const Version& b)
{
    require((a <=> b) == (0 <=> (b <=> a)));
    const auto found = difference(a, b);
    require(found.left_at <= a.str().size() && found.right_at <= b.str().size());
    require(!explain(a, b).empty());
    const std::vector<std::string_view> both{a.str(), b.str()};
    const auto sorted = sort_versions(both, {.order = a.order(), .mix_flavours = true}).lines;
    require(sorted == (a <= b ? both : std::vector<std::string_view>{b.str(), a.str()}));
}

}  // namespace

void one_input(std::string_view text)
{
    const auto lines = first_line(text);
    // sort_versions() passes over a "v" that some orders count.
    const auto left = without_v(Order::FUZZED_ORDER, lines.first), right = without_v(Order::FUZZED_ORDER, lines.second);
    const auto a = Version::parse(Order::FUZZED_ORDER, left), b = Version::parse(Order::FUZZED_ORDER, right);
    if (a) check_alone(*a);
    if (a && b) check_both(*a, *b);
    if (!a) require(a.error().place && a.error().place->at <= left.size() && !a.error().place->wanted.empty());
}

}  // namespace tagwarden::fuzz
