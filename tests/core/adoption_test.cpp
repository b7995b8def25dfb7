// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/adoption.h"

#include <gtest/gtest.h>

#include <sstream>

#include "adapters/yaml/yaml_configuration.h"
#include "core/proposal.h"

namespace tagwarden {
namespace {

constexpr auto one_image = R"(
product: app
images: { app: {} }
destinations: { hub: { to: "oci:hub" } }
channels:
  latest:            { follow: stable }
  "{major}.{minor}": { follow: stable }
  rc:                { follow: tagged }
)";

constexpr auto two_variants = R"(
product: ollama
images: { ollama: { variants: { default: "", rocm: "-rocm" } } }
destinations: { hub: { to: "oci:hub" }, mirror: { to: "oci:mirror" } }
channels: { latest: { follow: stable, names: { rocm: rocm } } }
)";

constexpr auto two_editions = R"(
product: gitlab
version: omnibus
editions: [ce, ee]
images: { gitlab: {} }
destinations: { hub: { to: "oci:hub-{edition}" } }
channels: { "latest-{edition}": { follow: stable } }
)";

constexpr Time now{std::chrono::seconds(1'800'000'000)};

Descriptor content(const std::string& letter)
{
    return {"application/vnd.oci.image.manifest.v1+json", Digest::of(letter), 1};
}

/// Repositories written as "TAG CONTENT" lines, and a ledger that learns of them.
class Adopting {
public:
    explicit Adopting(const std::string& yaml, const std::string& of = "")
        : configuration(*parse_configuration(yaml, "tagwarden.yaml")),
          edition(of),
          targets(*targets_of(configuration, {}, edition))
    {
    }

    Adopting& has(const std::string& destination, const std::string& lines)
    {
        const auto target = std::ranges::find(targets, destination, &Target::destination);
        FoundTags tags{target->location, {}};
        std::istringstream in(lines);
        for (std::string tag, letter; in >> tag >> letter;) tags.tags.emplace(*TagName::parse(tag), content(letter));
        found.push_back(std::move(tags));
        return *this;
    }

    /// What every tag was taken for: "hub: 1.8.1 anchor 1.8.1, latest channel 1.8.1"; what is known has a "=".
    std::string adopt()
    {
        adoption = *tagwarden::adopt({configuration, targets, state, now}, edition, found);
        state = with_decisions(state, adoption.entries, now);
        std::string text;
        for (const auto& repository : adoption.repositories) {
            text += (text.empty() ? "" : "; ") + repository.destination + ":";
            for (const auto& tag : repository.tags)
                text += (&tag == &repository.tags.front() ? " " : ", ") + tag.tag.str() + " " + word_for(tag);
        }
        return text;
    }

    std::string why(const std::string& tag) const
    {
        for (const auto& it : adoption.repositories.front().tags)
            if (it.tag.str() == tag) return it.why;
        return "no such tag";
    }

    std::string parts(const std::string& version) const
    {
        std::string text;
        for (const auto& [part, content_of_it] : state.find(version)->release.parts)
            text += (text.empty() ? "" : ", ") + part.str();
        return text;
    }

    std::string held() const
    {
        std::string text;
        for (const auto& [channel, hold] : state.holds)
            text += (text.empty() ? "" : "; ") + channel + " " + hold.where() + ": " + hold.decision.reason;
        return text;
    }

    bool complete(const std::string& version, const std::string& location) const
    {
        return state.find(version)->complete_at.contains(*Location::parse(location));
    }

    Configuration configuration;
    std::string edition;
    std::vector<Target> targets;
    LedgerState state;
    std::vector<FoundTags> found;
    Adoption adoption;

private:
    static std::string word_for(const TagFinding& it)
    {
        using State = TagFinding::State;
        if (it.state != State::adopted && it.state != State::known) return std::string(name_of(it.state));
        return std::string(it.state == State::known ? "=" : "") + std::string(name_of(*it.role)) + " " + it.version;
    }
};

TEST(Adoption, a_tag_is_an_anchor_or_a_channel_on_one_or_undecided)
{
    Adopting it(one_image);
    it.has("hub", "1.7.8 a  1.7 a  1.8.0 b  1.8.1 c  1.8 c  latest c  1.9.0-rc.1 d  rc d  edge x  2.0 x");
    EXPECT_EQ(it.adopt(),
              "hub: 1.7 channel 1.7.8, 1.7.8 anchor 1.7.8, 1.8 channel 1.8.1, 1.8.0 anchor 1.8.0, 1.8.1 anchor 1.8.1, "
              "1.9.0-rc.1 anchor 1.9.0-rc.1, 2.0 undecided, edge undecided, latest channel 1.8.1, rc channel "
              "1.9.0-rc.1");
    EXPECT_EQ(it.state.find("1.9.0-rc.1")->release.kind, BuildKind::prerelease);
    EXPECT_EQ(it.why("edge"), "it is not a version");
    EXPECT_EQ(it.held(), "");
    EXPECT_EQ(it.adoption.entries.size(), 1U);
}

TEST(Adoption, again_appends_nothing)
{
    Adopting it(one_image);
    it.has("hub", "1.8.0 a  1.8.1 b  latest b  edge x");
    it.adopt();
    EXPECT_EQ(it.adopt(), "hub: 1.8.0 =anchor 1.8.0, 1.8.1 =anchor 1.8.1, edge undecided, latest =channel 1.8.1");
    EXPECT_TRUE(it.adoption.entries.empty());
    EXPECT_TRUE(it.adoption.warnings.empty());
}

TEST(Adoption, a_tag_that_differs_from_the_ledger_is_reported_and_not_overwritten)
{
    Adopting it(one_image);
    it.has("hub", "1.8.0 a  1.8.1 b  latest b").adopt();
    it.found.clear();
    it.has("hub", "1.8.0 x  1.8.1 b  latest a  1.8.2 c");
    EXPECT_EQ(it.adopt(), "hub: 1.8.0 conflict, 1.8.1 =anchor 1.8.1, 1.8.2 anchor 1.8.2, latest conflict");
    EXPECT_EQ(it.why("1.8.0"), "the ledger has it on " + Digest::of("a").str() + " (1.8.0)");
    EXPECT_EQ(it.adoption.warnings.size(), 2U);
    EXPECT_EQ(it.state.tags.find({*Location::parse("oci:hub"), *TagName::parse("latest")})->digest, Digest::of("b"));
    EXPECT_EQ(it.state.find("1.8.0")->release.parts.at({"app", "default"}).digest, Digest::of("a"));
}

TEST(Adoption, a_channel_below_its_rule_is_held_where_it_was_found)
{
    Adopting it(one_image);
    it.has("hub", "1.8.0 a  1.8.1 b  1.8 b  latest a").adopt();
    EXPECT_EQ(it.held(), "latest on 1.8.0: it was found on 1.8.0 at hub, although 1.8.1 is the highest stable");
    ASSERT_EQ(it.adoption.warnings.size(), 1U);
    EXPECT_EQ(it.adoption.warnings.front(),
              "channel 'latest' is held: it was found on 1.8.0 at hub, although 1.8.1 is the highest stable; "
              "'tagwarden unhold latest' lets it follow its rule");
}

TEST(Adoption, a_channel_above_its_rule_is_held_too_so_that_it_does_not_go_backwards)
{
    Adopting it(one_image);
    it.has("hub", "1.8.1 a  1.9.0-rc.1 b  latest b").adopt();
    EXPECT_EQ(it.held(),
              "latest on 1.9.0-rc.1: it was found on 1.9.0-rc.1 at hub, although 1.8.1 is the highest stable");
}

TEST(Adoption, no_soak_time_applies_to_what_is_found)
{
    Adopting it(R"(
product: app
images: { app: {} }
destinations: { hub: { to: "oci:hub" } }
channels: { latest: { follow: stable, soak: 24h } }
)");
    it.has("hub", "1.8.0 a  1.8.1 b  latest a").adopt();
    EXPECT_EQ(it.held(), "latest on 1.8.0: it was found on 1.8.0 at hub, although 1.8.1 is the highest stable");
}

TEST(Adoption, where_nothing_is_eligible_a_channel_is_adopted_and_not_held)
{
    Adopting it(one_image);
    it.has("hub", "0.1.0-rc.1 a  latest a");
    EXPECT_EQ(it.adopt(), "hub: 0.1.0-rc.1 anchor 0.1.0-rc.1, latest channel 0.1.0-rc.1");
    EXPECT_EQ(it.held(), "");
}

TEST(Adoption, two_versions_with_one_content_are_two_releases_and_a_channel_is_on_the_higher)
{
    Adopting it(one_image);
    it.has("hub", "1.8.0 a  1.8.1 a  1.7.9 a  1.8 a  1.7 a  latest a");
    EXPECT_EQ(it.adopt(),
              "hub: 1.7 channel 1.7.9, 1.7.9 anchor 1.7.9, 1.8 channel 1.8.1, 1.8.0 anchor 1.8.0, 1.8.1 "
              "anchor 1.8.1, latest channel 1.8.1");
    EXPECT_EQ(it.held(), "");
}

TEST(Adoption, another_spelling_of_an_anchor_is_none)
{
    Adopting it(one_image);
    it.has("hub", "1.8.1 a  v1.8.1 a  v1.8.0 b");
    EXPECT_EQ(it.adopt(), "hub: 1.8.1 anchor 1.8.1, v1.8.0 undecided, v1.8.1 undecided");
    EXPECT_EQ(it.why("v1.8.0"), "it says 1.8.0, whose anchor is '1.8.0' here");
    EXPECT_EQ(it.why("v1.8.1"), "it says 1.8.1, whose anchor is '1.8.1' here; it has the content of 1.8.1");
}

TEST(Adoption, a_channels_name_on_content_of_no_version_is_undecided)
{
    Adopting it(one_image);
    it.has("hub", "1.8.1 a  latest x");
    EXPECT_EQ(it.adopt(), "hub: 1.8.1 anchor 1.8.1, latest undecided");
    EXPECT_EQ(it.why("latest"), "it has the name of the channel 'latest', and content that no version of app has");
}

TEST(Adoption, the_longest_suffix_decides_which_variant_a_tag_is)
{
    Adopting it(two_variants);
    it.has("hub", "0.6.2 a  0.6.2-rocm b  0.6.3 c  latest c  rocm b");
    EXPECT_EQ(it.adopt(),
              "hub: 0.6.2 anchor 0.6.2, 0.6.2-rocm anchor 0.6.2, 0.6.3 anchor 0.6.3, latest channel 0.6.3, "
              "rocm channel 0.6.2");
    EXPECT_EQ(it.parts("0.6.2"), "ollama, ollama/rocm");
    EXPECT_EQ(it.parts("0.6.3"), "ollama");
}

TEST(Adoption, a_release_without_a_variant_that_a_lower_one_has_is_open_and_the_channel_on_it_stays)
{
    Adopting it(two_variants);
    it.has("hub", "0.6.2 a  0.6.2-rocm b  0.6.3 c  latest c  rocm b").adopt();
    EXPECT_TRUE(it.state.find("0.6.3")->release.open());
    EXPECT_EQ(it.held(), "");
    it.found.clear();
    it.has("hub", "0.6.2 a  0.6.2-rocm b  0.6.3 c  0.6.3-rocm d  latest c  rocm b").adopt();
    EXPECT_FALSE(it.state.find("0.6.3")->release.open()) << "somebody brought what it lacked";
    EXPECT_EQ(it.parts("0.6.3"), "ollama, ollama/rocm");
}

TEST(Adoption, a_release_from_before_the_time_of_a_variant_is_closed_with_what_it_has)
{
    Adopting it(two_variants);
    it.has("hub", "0.6.1 a  0.6.2 b  0.6.2-rocm c  latest b  rocm c").adopt();
    EXPECT_FALSE(it.state.find("0.6.1")->release.open());
    Adopting none(two_variants);
    none.has("hub", "0.6.1 a  0.6.2 b  latest b").adopt();
    EXPECT_FALSE(none.state.find("0.6.2")->release.open()) << "nobody ever had it";
    EXPECT_EQ(none.held(), "");
}

TEST(Adoption, a_variant_of_candidates_is_not_expected_of_releases)
{
    Adopting it(two_variants);
    it.has("hub", "0.6.2-rc.1 a  0.6.2-rc.1-rocm b  0.6.2 c  latest c").adopt();
    EXPECT_FALSE(it.state.find("0.6.2")->release.open());
}

TEST(Adoption, says_which_spelling_of_an_anchor_keeps_a_channel_from_being_told)
{
    Adopting it(one_image);
    it.has("hub", "v1.9.0 a  latest a").adopt();
    EXPECT_EQ(it.why("latest"),
              "it is not a version; 'v1.9.0' has it too: it says 1.9.0, whose anchor is '1.9.0' here");
    EXPECT_EQ(it.why("v1.9.0"), "it says 1.9.0, whose anchor is '1.9.0' here");
    it.found.clear();
    it.has("hub", "1.8.0 b  v1.9.0 a  latest a").adopt();
    EXPECT_EQ(
        it.why("latest"),
        "it has the name of the channel 'latest', and content that no version of app has; 'v1.9.0' has it too: it "
        "says 1.9.0, whose anchor is '1.9.0' here");
}

TEST(Adoption, a_variant_that_stayed_behind_holds_its_channel_where_it_is)
{
    Adopting it(two_variants);
    it.has("hub", "0.6.2 a  0.6.2-rocm b  0.6.3 c  0.6.3-rocm d  latest c  rocm b").adopt();
    EXPECT_EQ(it.held(), "latest where it is: it was found on 0.6.2 at hub, although 0.6.3 is the highest stable");
}

TEST(Adoption, what_two_places_have_of_a_version_is_one_release)
{
    Adopting it(two_variants);
    it.has("hub", "0.6.2 a  0.6.2-rocm b").has("mirror", "0.6.2 a");
    EXPECT_EQ(it.adopt(), "hub: 0.6.2 anchor 0.6.2, 0.6.2-rocm anchor 0.6.2; mirror: 0.6.2 anchor 0.6.2");
    EXPECT_TRUE(it.complete("0.6.2", "oci:hub"));
    EXPECT_FALSE(it.complete("0.6.2", "oci:mirror"));
    EXPECT_EQ(it.adopt(), "hub: 0.6.2 =anchor 0.6.2, 0.6.2-rocm =anchor 0.6.2; mirror: 0.6.2 =anchor 0.6.2");
    EXPECT_TRUE(it.adoption.entries.empty());
}

TEST(Adoption, a_version_that_is_whole_nowhere_is_still_one_release)
{
    Adopting it(two_variants);
    it.has("hub", "0.6.2 a").has("mirror", "0.6.2-rocm b");
    it.adopt();
    EXPECT_EQ(it.parts("0.6.2"), "ollama, ollama/rocm");
    it.adopt();
    EXPECT_TRUE(it.adoption.entries.empty());
}

TEST(Adoption, where_two_places_contradict_each_other_the_first_that_counts_is_taken)
{
    Adopting it(R"(
product: app
images: { app: {} }
destinations: { spare: { to: "oci:spare", optional: true }, hub: { to: "oci:hub" }, mirror: { to: "oci:mirror" } }
channels: { latest: { follow: stable } }
)");
    it.has("spare", "1.8.0 x").has("hub", "1.8.0 a").has("mirror", "1.8.0 b");
    EXPECT_EQ(it.adopt(), "hub: 1.8.0 anchor 1.8.0; mirror: 1.8.0 conflict; spare: 1.8.0 conflict");
    ASSERT_EQ(it.adoption.warnings.size(), 2U);
    EXPECT_EQ(it.adoption.warnings.front(), "'oci:mirror:1.8.0' names " + Digest::of("b").str() + ": app of 1.8.0 is " +
                                                Digest::of("a").str() + " elsewhere; it is left as it is");
}

TEST(Adoption, a_place_that_may_lag_holds_no_channel)
{
    Adopting it(R"(
product: app
images: { app: {} }
destinations: { hub: { to: "oci:hub" }, spare: { to: "oci:spare", optional: true } }
channels: { latest: { follow: stable } }
)");
    it.has("hub", "1.8.0 a  1.8.1 b  latest b").has("spare", "1.8.0 a  latest a").adopt();
    EXPECT_EQ(it.held(), "");
}

TEST(Adoption, images_with_places_of_their_own_share_their_versions)
{
    Adopting it(R"(
product: suite
images: { app: {}, tool: {} }
destinations: { hub: { to: "oci:{image}" } }
channels: { latest: { follow: stable } }
)");
    const auto app = *Location::parse("oci:app"), tool = *Location::parse("oci:tool");
    it.found = {{app, {{*TagName::parse("1.0.0"), content("a")}}}, {tool, {{*TagName::parse("1.0.0"), content("b")}}}};
    it.adopt();
    EXPECT_EQ(it.parts("1.0.0"), "app, tool");
    EXPECT_TRUE(it.complete("1.0.0", "oci:app"));
    EXPECT_TRUE(it.complete("1.0.0", "oci:tool"));
}

TEST(Adoption, a_name_that_a_channel_has_is_no_anchor_though_it_reads_as_a_version)
{
    Adopting it(R"(
product: app
version: { scheme: calver, format: "YYYY.0M.MICRO" }
images: { app: {} }
destinations: { hub: { to: "oci:hub" } }
channels: { "{major}.{minor}": { follow: stable } }
)");
    it.has("hub", "2026.04.1 a  2026.04.2 b  2026.04 b  26.4.1 c");
    EXPECT_EQ(it.adopt(),
              "hub: 2026.04 channel 2026.04.2, 2026.04.1 anchor 2026.04.1, 2026.04.2 anchor 2026.04.2, "
              "26.4.1 undecided");
}

TEST(Adoption, builds_of_omnibus_get_back_the_plus_that_no_tag_can_have)
{
    Adopting it(R"(
product: gitlab
version: { scheme: omnibus }
images: { gitlab: {} }
destinations: { hub: { to: "oci:hub", kinds: [release, prerelease, nightly] } }
channels: { latest: { follow: stable }, nightly: { follow: nightly } }
)");
    it.has("hub", "13.1.0-ce.0 a  latest a  13.1.1-rnightly.159756.b2b5f05e-0 b  nightly b  13.1.1-rc42.ce.0 c");
    EXPECT_EQ(it.adopt(),
              "hub: 13.1.0-ce.0 anchor 13.1.0-ce.0, 13.1.1-rc42.ce.0 anchor 13.1.1-rc42.ce.0, "
              "13.1.1-rnightly.159756.b2b5f05e-0 anchor 13.1.1+rnightly.159756.b2b5f05e-0, latest channel "
              "13.1.0-ce.0, nightly channel 13.1.1+rnightly.159756.b2b5f05e-0");
    EXPECT_EQ(it.held(), "");
}

TEST(Adoption, what_leads_to_signatures_is_neither_decided_nor_undecided)
{
    Adopting it(one_image);
    it.has("hub", "1.8.1 a");
    it.found.front().attached.push_back(*TagName::parse("sha256-" + std::string(64, 'a') + ".sig"));
    it.adopt();
    EXPECT_EQ(it.adoption.repositories.front().count(TagFinding::State::attached), 1U);
    EXPECT_EQ(it.adoption.repositories.front().count(TagFinding::State::undecided), 0U);
}

TEST(Adoption, what_cannot_be_read_is_undecided_with_the_reason)
{
    Adopting it(one_image);
    it.has("hub", "1.8.1 a");
    it.found.front().unreadable.emplace(*TagName::parse("1.0.0"), "it is of schema 1");
    EXPECT_EQ(it.adopt(), "hub: 1.0.0 undecided, 1.8.1 anchor 1.8.1");
    EXPECT_EQ(it.why("1.0.0"), "it is of schema 1");
}

TEST(Adoption, a_tag_that_an_unfinished_operation_set_is_left_to_that)
{
    Adopting it(one_image);
    const auto hub = *Location::parse("oci:hub");
    const PlannedMove move{
        Role::anchor, "hub",   hub, {"app", "default"}, "", {*TagName::parse("1.8.1"), {}, content("b")},
        "",           "1.8.1", ""};
    it.state.open_intents.push_back({1, {"publish", "1.8.1", "", false, {{move}}}, {}, {}});
    it.has("hub", "1.8.0 a  1.8.1 b");
    EXPECT_EQ(it.adopt(), "hub: 1.8.0 anchor 1.8.0, 1.8.1 undecided");
    EXPECT_EQ(it.why("1.8.1"), "the unfinished publish of 1.8.1 set it");
}

TEST(Adoption, a_channel_that_is_held_already_is_left_so)
{
    Adopting it(one_image);
    it.state.holds.emplace("latest", Hold{"1.8.0", {"freeze", "ann", now}});
    it.has("hub", "1.8.0 a  1.8.1 b  latest a").adopt();
    EXPECT_EQ(it.held(), "latest on 1.8.0: freeze");
}

TEST(Adoption, of_an_edition_takes_what_is_of_that_edition_or_says_none)
{
    Adopting it(two_editions, "ee");
    it.has("hub", "19.1.0-ee.0 a  19.1.4-ee.0 b  19.1.4-ce.0 c  19.2.0-rfbranch.1.eb538eaf-0 d  latest-ee a");
    EXPECT_EQ(it.adopt(),
              "hub: 19.1.0-ee.0 anchor 19.1.0-ee.0, 19.1.4-ce.0 undecided, 19.1.4-ee.0 anchor 19.1.4-ee.0, "
              "19.2.0-rfbranch.1.eb538eaf-0 anchor 19.2.0+rfbranch.1.eb538eaf-0, latest-ee channel 19.1.0-ee.0");
    EXPECT_EQ(it.why("19.1.4-ce.0"), "it is of the edition ce");
    EXPECT_EQ(it.state.find("19.1.0-ee.0")->release.edition, "ee");
    ASSERT_EQ(it.adoption.warnings.size(), 1U);
    EXPECT_NE(it.adoption.warnings.front().find("'tagwarden unhold latest-ee --edition ee' lets it follow"),
              std::string::npos)
        << it.adoption.warnings.front();
}

TEST(Adoption, in_a_repository_of_several_editions_takes_the_names_of_its_own)
{
    Adopting it(R"(
product: app
editions: [ce, ee]
images: { app: { anchor: "{version}-{edition}" } }
destinations: { hub: { to: "oci:hub" } }
channels: { "latest-{edition}": { follow: stable } }
)",
                "ee");
    it.has("hub", "1.0.0-ce a  1.0.0-ee b  latest-ce a  latest-ee b");
    EXPECT_EQ(it.adopt(),
              "hub: 1.0.0-ce undecided, 1.0.0-ee anchor 1.0.0, latest-ce undecided, latest-ee channel 1.0.0");
    EXPECT_EQ(it.why("1.0.0-ce"), "it is of the edition ce");
}

}  // namespace
}  // namespace tagwarden
