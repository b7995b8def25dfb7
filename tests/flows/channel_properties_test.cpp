// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

// What holds of channels whatever happens to a product, over many random stories.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "core/channel_rules.h"
#include "tests/flows/story.h"

namespace tagwarden::tests {
namespace {

constexpr auto product = R"(
product: app
images: { app: {} }
destinations: { hub: { to: "oci:hub" }, mirror: { to: "oci:mirror", optional: true } }
channels:
  latest:    { follow: stable }
  "{major}": { follow: stable, soak: 1h }
  rc:        { follow: tagged }
)";

using OnVersions = std::map<TagAt, std::string>;

/// What each channel is on, by its content.
OnVersions channels_of(Story& story)
{
    OnVersions all;
    const auto state = story.state();
    for (const auto& row : state.tags) {
        if (row.role() != Role::channel) continue;
        const auto at = row.at();
        const auto& tags = story.places.at(at.location)->store->tags;
        if (const auto found = tags.find(at.tag); found != tags.end())
            all.emplace(at, state.version_of(found->second.digest));
    }
    return all;
}

/// A story of random operations, which remembers the last.
class RandomStory {
public:
    explicit RandomStory(unsigned seed) : some_(seed) {}

    Story story{product};
    std::string operation;

    void step()
    {
        story.clock.time += std::chrono::minutes(number(90));
        story.place("mirror").takes_content = number(8) != 0;
        switch (number(9)) {
            case 0: return did("rollback", story.rollback(channel(), "bad"));
            case 1: return did("withdraw", story.withdraw(version(), "bad"));
            case 2: return did("reinstate", story.reinstate(version(), "good"));
            case 3: return did("hold", story.hold(channel(), "wait"));
            case 4: return did("hold", story.hold(channel(), "wait", version()));
            case 5: return did("unhold", story.unhold(channel()));
            case 6: return did("settle", story.settle());
            default: ++story.ordinal; return did("publish", story.publish(version()));
        }
    }

private:
    int number(int below) { return std::uniform_int_distribution(0, below - 1)(some_); }
    std::string version()
    {
        const auto text = fmt::format("{}.{}.{}", 1 + number(2), number(3), number(2));
        return number(4) == 0 ? text + "-rc.1" : text;
    }
    std::string channel()
    {
        return std::vector<std::string>{"latest", "1", "2", "rc"}.at(static_cast<std::size_t>(number(4)));
    }
    void did(std::string what, const Result<TransactionReport>&) { operation = std::move(what); }

    std::mt19937 some_;
};

bool went_up(const LedgerState& state, const std::string& from, const std::string& to)
{
    return from != to && outranks(*state.find(to), *state.find(from));
}

TEST(ChannelProperties, none_moves_down_without_a_withdrawal_or_a_hold_and_none_up_in_a_rollback)
{
    int moves_down = 0, moves_up = 0;
    for (unsigned seed = 1; seed <= 40; ++seed) {
        RandomStory random(seed);
        for (int i = 0; i < 30; ++i) {
            const auto before = channels_of(random.story);
            random.step();
            const auto state = random.story.state();
            for (const auto& [at, to] : channels_of(random.story)) {
                const auto found = before.find(at);
                if (found == before.end() || found->second == to) continue;
                const auto& from = found->second;
                const auto where = fmt::format("seed {}, step {}, {}: {} from {} to {}", seed, i, random.operation,
                                               at.str(), from, to);
                if (went_up(state, from, to)) {
                    ++moves_up;
                    EXPECT_TRUE(random.operation != "rollback" && random.operation != "withdraw") << where;
                    continue;
                }
                ++moves_down;
                const auto hold = state.holds.find(state.tags.find(at)->channel);
                EXPECT_TRUE(state.find(from)->withdrawn || (hold != state.holds.end() && hold->second.version == to))
                    << where;
            }
        }
    }
    EXPECT_GT(moves_up, 100);
    EXPECT_GT(moves_down, 100);
}

TEST(ChannelProperties, of_equal_versions_the_one_of_the_higher_pipeline_is_on_top_whoever_finishes_last)
{
    // Build metadata says nothing of the order (SemVer 2.0, 10).
    const std::vector<std::pair<std::string, std::int64_t>> builds{{"1.0.0+a", 9}, {"1.0.0+b", 10}, {"1.0.0+c", 2}};
    std::vector<std::size_t> order{0, 1, 2};
    do {
        Story story(product);
        for (const auto i : order) {
            story.ordinal = builds[i].second;
            ASSERT_TRUE(story.publish(builds[i].first)) << builds[i].first;
        }
        for (const auto& [at, version] : channels_of(story)) EXPECT_EQ(version, "1.0.0+b") << at.str();
        EXPECT_EQ(channels_of(story).size(), 4U) << "latest and rc at two places";
    } while (std::ranges::next_permutation(order).found);
}

}  // namespace
}  // namespace tagwarden::tests
