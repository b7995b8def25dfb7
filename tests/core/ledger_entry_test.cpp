// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/ledger/entry.h"

#include <gtest/gtest.h>

#include "core/ledger/state.h"

namespace tagwarden {
namespace {

const Descriptor content{"application/vnd.oci.image.manifest.v1+json", Digest::of("content"), 7};

PlannedMove move(Role role, const std::string& tag)
{
    return {role,
            "hub",
            *Location::parse("docker.io/x/y"),
            {"app", "default"},
            role == Role::channel ? "latest" : "",
            {*TagName::parse(tag), Digest::of("before"), content},
            "1.8.0",
            "1.8.1",
            "because"};
}

std::vector<Draft> one_of_each()
{
    Release release{"",
                    *Version::parse(Order::semver, "1.8.1"),
                    BuildKind::release,
                    "abc",
                    "main",
                    42,
                    *parse_time("2026-11-22T06:00:00Z"),
                    {{{"app", "default"}, content}}};
    Outcome outcome{6,
                    Outcome::Result::incomplete,
                    {{move(Role::anchor, "v1.8.1")}},
                    "1.8.1",
                    {*Location::parse("docker.io/x/y")},
                    "hub failed",
                    {move(Role::channel, "latest")}};
    std::vector<Draft> drafts;
    for (EntryBody body :
         {EntryBody{ReleaseAnnounced{release}}, EntryBody{VersionWithdrawn{"1.8.1", "bad \"quoted\"\n"}},
          EntryBody{VersionReinstated{"1.8.1", "good"}}, EntryBody{ChannelHeld{"latest", "1.8.0", "freeze"}},
          EntryBody{ChannelReleased{"latest", ""}},
          EntryBody{
              Intent{"publish", "1.8.1", "", true, {{move(Role::anchor, "v1.8.1"), move(Role::channel, "latest")}}}},
          EntryBody{outcome}})
        drafts.push_back({"", *parse_time("2026-11-22T06:47:49Z"), "ann@host", std::move(body)});
    return drafts;
}

TEST(LedgerEntry, every_kind_reads_back_as_it_was_written)
{
    const auto entries = seal({}, one_of_each());
    for (const auto& entry : entries) {
        const auto read = parse_entry(entry_text(entry));
        ASSERT_TRUE(read) << entry_text(entry) << "\n" << read.error().message;
        EXPECT_EQ(entry_text(*read), entry_text(entry));
    }
    EXPECT_TRUE(check_chain(entries));
}

TEST(LedgerEntry, a_changed_text_shows_with_the_hash_it_says_and_the_one_it_has)
{
    const auto entry = seal({}, one_of_each())[1];
    auto text = entry_text(entry);
    text.replace(text.find("bad"), 3, "odd");
    const auto error = parse_entry(text).error();
    EXPECT_EQ(error.kind, ErrorKind::malformed);
    EXPECT_TRUE(error.message.starts_with("ledger entry 2 says its hash is " + entry.hash + ", what it holds has "))
        << error.message;
}

TEST(LedgerEntry, that_cannot_be_read_says_what_to_do)
{
    for (const auto* text :
         {"", "hello", "{}", R"({"schema":1})",
          R"({"schema":1,"sequence":1,"previous":"","hash":"","actor":"","type":"","time":"soon"})"}) {
        const auto entry = parse_entry(text);
        ASSERT_FALSE(entry) << text;
        EXPECT_EQ(entry.error().hint, "restore the ledger from a copy") << text;
    }
}

TEST(LedgerEntry, a_removed_or_inserted_entry_breaks_the_chain)
{
    auto entries = seal({}, one_of_each());
    entries.erase(entries.begin() + 2);
    EXPECT_EQ(check_chain(entries).error().message,
              "behind ledger entry 2 stands entry 4, want entry 3: one was removed or put in");
}

TEST(LedgerEntry, one_written_anew_with_a_hash_of_its_own_shows_in_the_next)
{
    auto entries = seal({}, one_of_each());
    auto changed = entries[1].draft;
    changed.actor = "mallory";
    const auto before = entries[1].hash;
    entries[1] = seal({1, entries[0].hash}, {changed}).front();
    EXPECT_EQ(check_chain(entries).error().message, "ledger entry 3 follows an entry with hash " + before +
                                                        ", entry 2 has " + entries[1].hash +
                                                        ": one of them was changed");
}

TEST(LedgerEntry, a_kind_of_a_newer_version_is_named)
{
    auto text = entry_text(seal({}, one_of_each())[3]);
    text.replace(text.find("\"type\":\"hold\""), 13, "\"type\":\"seal\"");
    EXPECT_EQ(parse_entry(text).error().message, "ledger entry 4: the type 'seal' is not known");
}

TEST(LedgerState, an_outcome_settles_names_and_completeness_and_closes_its_intent)
{
    auto drafts = one_of_each();
    const auto before = fold(seal({}, {drafts.begin(), drafts.end() - 1}), "");
    EXPECT_EQ(before.open_intents.size(), 1U);
    EXPECT_TRUE(before.tags.empty());
    const auto after = fold(seal({}, drafts), "");
    EXPECT_TRUE(after.open_intents.empty());
    const TagAt anchor{*Location::parse("docker.io/x/y"), *TagName::parse("v1.8.1")};
    EXPECT_EQ(after.tags.find(anchor)->digest, content.digest);
    EXPECT_EQ(after.tags.find(anchor)->operation, "publish");
    EXPECT_TRUE(after.find("1.8.1")->complete_at.contains(*Location::parse("docker.io/x/y")));
}

TEST(LedgerState, the_same_operation_done_again_supersedes_what_was_interrupted)
{
    const Intent publish{"publish", "1.8.1", "", false, {}};
    const Intent other{"publish", "1.8.2", "", false, {}};
    std::vector<Draft> drafts;
    for (const EntryBody& body : {EntryBody{publish}, EntryBody{other}, EntryBody{publish},
                                  EntryBody{Outcome{3, Outcome::Result::done, {}, "", {}, ""}}})
        drafts.push_back({"", {}, "ann@host", body});
    const auto state = fold(seal({}, drafts), "");
    ASSERT_EQ(state.open_intents.size(), 2U);
    EXPECT_TRUE(state.open_intents[0].superseded);
    EXPECT_FALSE(state.open_intents[1].superseded);
}

TEST(LedgerState, other_editions_do_not_count)
{
    auto drafts = one_of_each();
    for (auto& draft : drafts) draft.edition = "ee";
    const auto entries = seal({}, drafts);
    EXPECT_TRUE(fold(entries, "ce").releases.empty());
    EXPECT_EQ(fold(entries, "ee").find("1.8.1")->release.edition, "ee");
}

struct OpenRelease : testing::Test {
    const Part main{"app", "default"};
    const Part rocm{"app", "rocm"};
    const Location hub = *Location::parse("docker.io/x/y");
    const Descriptor other{content.media_type, Digest::of("rocm"), 4};

    Release release(std::map<Part, Descriptor> parts, std::set<Part> awaited) const
    {
        return {"",
                *Version::parse(Order::semver, "1.8.1"),
                BuildKind::release,
                "",
                "",
                0,
                {},
                std::move(parts),
                {},
                std::move(awaited)};
    }
    static Draft draft(EntryBody body) { return {"", {}, "ann", std::move(body)}; }

    /// A publish of these parts, to its end.
    std::vector<Draft> published(const Release& release, std::int64_t intent) const
    {
        return {draft(ReleaseAnnounced{release}), draft(Intent{"publish", "1.8.1", "", false, {}}),
                draft(Outcome{intent, Outcome::Result::done, {{move(Role::anchor, "1.8.1")}}, "1.8.1", {hub}, ""})};
    }
};

TEST_F(OpenRelease, it_is_complete_nowhere_again_when_a_part_arrives_until_that_is_published)
{
    auto drafts = published(release({{main, content}}, {rocm}), 2);
    auto state = fold(seal({}, drafts), "");
    EXPECT_TRUE(state.find("1.8.1")->release.open());
    EXPECT_TRUE(state.find("1.8.1")->published);

    for (auto& it : published(release({{main, content}, {rocm, other}}, {}), 5)) drafts.push_back(std::move(it));
    const auto arriving = fold(seal({}, {drafts.begin(), drafts.begin() + 4}), "");
    EXPECT_EQ(arriving.find("1.8.1")->release.parts.size(), 2U);
    EXPECT_FALSE(arriving.find("1.8.1")->release.open());
    EXPECT_FALSE(arriving.find("1.8.1")->published);
    EXPECT_TRUE(arriving.find("1.8.1")->complete_at.empty());

    state = fold(seal({}, drafts), "");
    EXPECT_TRUE(state.find("1.8.1")->published);
    EXPECT_TRUE(state.find("1.8.1")->complete_at.contains(hub));
}

TEST_F(OpenRelease, a_closed_one_stays_what_it_was_for_channels_when_it_gains_a_part)
{
    auto drafts = published(release({{main, content}}, {}), 2);
    drafts.push_back(draft(ReleaseAnnounced{release({{main, content}, {rocm, other}}, {})}));
    const auto state = fold(seal({}, drafts), "");
    EXPECT_EQ(state.find("1.8.1")->release.parts.size(), 2U);
    EXPECT_TRUE(state.find("1.8.1")->published);
    EXPECT_TRUE(state.find("1.8.1")->complete_at.contains(hub));
}

TEST_F(OpenRelease, a_named_one_never_gets_other_content)
{
    auto drafts = published(release({{main, content}}, {rocm}), 2);
    drafts.push_back(draft(ReleaseAnnounced{release({{main, other}, {rocm, other}}, {})}));
    EXPECT_EQ(fold(seal({}, drafts), "").find("1.8.1")->release.parts, (std::map<Part, Descriptor>{{main, content}}));
}

TEST_F(OpenRelease, what_was_adopted_is_published_and_its_tags_are_known)
{
    const RepositoryAdopted adopted{
        "hub",
        hub,
        {release({{main, content}}, {})},
        {{Role::anchor, "", main, *TagName::parse("1.8.1"), content.digest, "1.8.1"},
         {Role::channel, "latest", main, *TagName::parse("latest"), content.digest, "1.8.1"}}};
    const auto state = fold(seal({}, {draft(adopted)}), "");
    const auto* known = state.find("1.8.1");
    ASSERT_NE(known, nullptr);
    EXPECT_TRUE(known->named && known->published && known->complete_at.contains(hub));
    const auto latest = state.tags.find({hub, *TagName::parse("latest")}).value();
    EXPECT_EQ(latest.version, "1.8.1");
    EXPECT_EQ(latest.operation, "adopt");
    EXPECT_EQ(latest.channel, "latest");
}

TEST_F(OpenRelease, promotions_are_kept_in_their_order)
{
    const auto state = fold(
        seal({}, {draft(ChannelPromoted{"lts", "1.8.0", "first"}), draft(ChannelPromoted{"lts", "1.8.1", "then"})}),
        "");
    ASSERT_EQ(state.promotions.at("lts").size(), 2U);
    EXPECT_EQ(state.promotions.at("lts").back().version, "1.8.1");
    EXPECT_EQ(state.promotions.at("lts").back().decision.reason, "then");
}

}  // namespace
}  // namespace tagwarden
