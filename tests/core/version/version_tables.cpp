// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/core/version/version_tables.h"

#include <gtest/gtest.h>

namespace tagwarden::tests {

namespace {

struct Placed {
    Version version;
    std::size_t rank;
};

std::vector<Placed> placed(Order order, const Ranking& ranking)
{
    std::vector<Placed> versions;
    for (std::size_t rank = 0; rank < ranking.size(); ++rank) {
        for (const auto& text : ranking[rank]) {
            const auto version = Version::parse(order, text);
            if (version)
                versions.push_back({*version, rank});
            else
                ADD_FAILURE() << version.error().message << ", wanted " << version.error().place->wanted << " at "
                              << version.error().place->at;
        }
    }
    return versions;
}

}  // namespace

void expect_order(Order order, const Ranking& ranking)
{
    const auto versions = placed(order, ranking);
    for (const auto& a : versions)
        for (const auto& b : versions)
            EXPECT_EQ(a.version <=> b.version, static_cast<std::weak_ordering>(a.rank <=> b.rank))
                << "'" << a.version.str() << "' and '" << b.version.str() << "'";
}

void expect_refusals(Order order, const std::vector<Refusal>& refusals)
{
    for (const auto& refusal : refusals) {
        const auto version = Version::parse(order, refusal.text);
        ASSERT_FALSE(version) << "'" << refusal.text << "'";
        const auto& error = version.error();
        EXPECT_EQ(error.kind, ErrorKind::usage);
        ASSERT_TRUE(error.place);
        EXPECT_EQ(error.place->text, refusal.text);
        EXPECT_EQ(error.place->at, refusal.at) << "'" << refusal.text << "'";
        EXPECT_EQ(error.place->wanted, refusal.wanted) << "'" << refusal.text << "'";
    }
}

void expect_portraits(Order order, const std::vector<Portrait>& portraits)
{
    for (const auto& portrait : portraits) {
        const auto version = Version::parse(order, portrait.text);
        ASSERT_TRUE(version) << "'" << portrait.text << "'";
        EXPECT_EQ(version->str(), portrait.text);
        for (std::size_t place = 0; place < portrait.numbers.size(); ++place)
            EXPECT_EQ(version->number(place), portrait.numbers[place]) << portrait.text;
        EXPECT_EQ(version->number(portrait.numbers.size()), "") << portrait.text;
        EXPECT_EQ(version->prerelease(), portrait.prerelease) << portrait.text;
        EXPECT_EQ(version->flavour(), portrait.flavour) << portrait.text;
    }
}

}  // namespace tagwarden::tests
