// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "flows/adopt.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "flows/find_tags.h"
#include "tests/flows/products.h"
#include "tests/flows/story.h"

namespace tagwarden::tests {
namespace {

void copy_all(const MemoryStore& from, MemoryStore& to)
{
    to.blobs = from.blobs;
    to.manifests = from.manifests;
    to.tags = from.tags;
}

/// A product whose places keep their tags, and whose ledger is forgotten: as if others had published before.
class History {
public:
    explicit History(const std::string& yaml, const std::vector<std::string>& versions) : before(yaml), story(yaml)
    {
        for (const auto& version : versions)
            if (const auto published = before.publish(version); !published)
                ADD_FAILURE() << version << ": " << published.error().message;
        for (auto& [location, place] : before.places) copy_all(*place->store, *story.places.at(location)->store);
    }

    Story before;
    Story story;
};

std::size_t adoptions(Story& story)
{
    const auto entries = *story.ledger.entries();
    return static_cast<std::size_t>(std::ranges::count_if(
        entries, [](const Entry& it) { return std::holds_alternative<RepositoryAdopted>(it.draft.body); }));
}

std::string digest_at(Story& story, const std::string& tag)
{
    return story.place("hub").store->tags.at(*TagName::parse(tag)).digest.str();
}

std::string digest_of(Story& story, const std::string& version)
{
    return story.build(version).digest.str();
}

TEST(Adopt, a_back_port_into_a_repository_with_an_older_history_leaves_latest)
{
    History old(one_image, {"1.7.8", "1.8.1"});
    auto& story = old.story;
    const auto report = story.publish("1.7.9");
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_EQ(digest_at(story, "latest"), digest_of(story, "1.8.1"));
    EXPECT_EQ(digest_at(story, "1.7"), digest_of(story, "1.7.9"));
    EXPECT_EQ(adoptions(story), 1U);
    EXPECT_EQ(report->warnings, std::vector<std::string>{
                                    "hub has tags that the ledger knew nothing of; anchors adopted: 2, channels: 5"});
}

TEST(Adopt, what_was_adopted_is_not_asked_again)
{
    History old(one_image, {"1.7.8", "1.8.1"});
    auto& story = old.story;
    ASSERT_TRUE(story.publish("1.7.9"));
    const auto again = story.publish("1.8.2");
    ASSERT_TRUE(again);
    EXPECT_TRUE(again->warnings.empty());
    EXPECT_EQ(adoptions(story), 1U);
    EXPECT_EQ(digest_at(story, "latest"), digest_of(story, "1.8.2"));
}

TEST(Adopt, a_latest_that_somebody_took_back_stays_there_until_somebody_says_otherwise)
{
    History old(one_image, {"1.8.0", "1.8.1"});
    auto& story = old.story;
    auto& tags = story.place("hub").store->tags;
    tags.insert_or_assign(*TagName::parse("latest"), tags.at(*TagName::parse("1.8.0")));
    const auto report = story.publish("1.8.2");
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_EQ(digest_at(story, "latest"), digest_of(story, "1.8.0"));
    EXPECT_EQ(digest_at(story, "1.8"), digest_of(story, "1.8.2"));
    ASSERT_EQ(report->warnings.size(), 2U);
    EXPECT_EQ(report->warnings.back(),
              "channel 'latest' is held: it was found on 1.8.0 at hub, although 1.8.1 is the highest stable; "
              "'tagwarden unhold latest' lets it follow its rule");
    ASSERT_TRUE(story.unhold("latest"));
    EXPECT_EQ(digest_at(story, "latest"), digest_of(story, "1.8.2"));
}

TEST(Adopt, a_rollback_of_what_others_published_works_at_once)
{
    History old(one_image, {"1.8.0", "1.8.1"});
    auto& story = old.story;
    const auto report = story.rollback("latest", "crashes");
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_EQ(digest_at(story, "latest"), digest_of(story, "1.8.0"));
    EXPECT_TRUE(story.status()->state.find("1.8.1")->withdrawn);
}

TEST(Adopt, where_a_channel_names_content_of_no_version_publish_still_refuses)
{
    History old(one_image, {"1.8.0"});
    auto& story = old.story;
    story.place("hub").store->tags.erase(*TagName::parse("1.8.0"));
    const auto report = story.publish("1.8.1");
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().kind, ErrorKind::refused);
    EXPECT_TRUE(story.publish("1.8.1", "", true)) << "--take-over";
}

TEST(Adopt, a_release_that_others_published_is_no_news)
{
    History old(one_image, {"1.8.1"});
    auto& story = old.story;
    const int writes = story.place("hub").writes;
    const auto report = story.publish("1.8.1");
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_TRUE(report->changed) << "the ledger learned of it";
    EXPECT_EQ(story.place("hub").writes, writes);
    EXPECT_FALSE(story.publish("1.8.1")->changed);
}

TEST(Adopt, an_anchor_that_others_set_is_write_once_too)
{
    Story before(unread), story(unread);
    ASSERT_TRUE(before.publish("1.8.1"));
    copy_all(*before.place("hub").store, *story.place("hub").store);
    const auto report = story.publish("1.8.1", "other bytes");
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().kind, ErrorKind::refused);
    EXPECT_EQ(story.entries(), 0U) << "what is refused tells the ledger nothing";
}

TEST(Adopt, a_new_place_with_tags_of_its_own_is_adopted_when_it_is_first_published_to)
{
    Story story(R"(
product: app
images: { app: {} }
destinations: { hub: { to: "oci:hub" }, mirror: { to: "oci:mirror" } }
channels: { latest: { follow: stable } }
)");
    Story before(one_image);
    ASSERT_TRUE(before.publish("1.8.1"));
    copy_all(*before.place("hub").store, *story.place("mirror").store);
    const auto report = story.publish("1.7.9");
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_EQ(digest_at(story, "latest"), digest_of(story, "1.8.1")) << "the highest anywhere, copied from the mirror";
}

TEST(Adopt, a_place_that_may_lag_need_not_answer)
{
    Story story(with_optional_mirror);
    story.place("mirror").answers = false;
    story.place("mirror").store->tags.emplace(*TagName::parse("1.0.0"), story.build("1.0.0"));
    ASSERT_TRUE(story.publish("1.8.1"));
    EXPECT_EQ(adoptions(story), 0U);
}

TEST(Adopt, a_publish_that_is_interrupted_after_it_adopted_goes_on)
{
    History old(one_image, {"1.7.8", "1.8.1"});
    auto& story = old.story;
    story.place("hub").before_move = [](const TagMove& move) {
        if (move.tag.str() == "1.7") return Result<void>(fail(ErrorKind::unreachable, "the network is gone"));
        return Result<void>{};
    };
    ASSERT_FALSE(story.publish("1.7.9"));
    story.place("hub").before_move = [](const TagMove&) { return Result<void>{}; };
    const auto report = story.publish("1.7.9");
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_EQ(digest_at(story, "1.7"), digest_of(story, "1.7.9"));
    EXPECT_EQ(adoptions(story), 1U);
}

TEST(Adopt, tells_the_ledger_once_and_asks_no_place_to_write)
{
    History old(one_image, {"1.8.0", "1.8.1"});
    auto& story = old.story;
    SilentProgress progress;
    const NeverStopped stop;
    const auto found = find_tags(story.targets.front().location, story.place("hub"), {stop});
    ASSERT_TRUE(found);
    const AdoptionPorts ports{story.ledger,     story.clock, progress,     "ann@host",
                              "ann@host pid 1", story.stop,  story.notices};
    const auto planned = plan_adoption(story.product(), {*found}, story.ledger, story.clock.now());
    ASSERT_TRUE(planned);
    EXPECT_EQ(planned->adoption.entries.size(), 1U);
    EXPECT_EQ(story.entries(), 0U);

    const auto first = adopt_found(story.product(), {*found}, ports);
    ASSERT_TRUE(first) << first.error().message;
    EXPECT_TRUE(first->changed);
    const auto entries = story.entries();
    const auto again = adopt_found(story.product(), {*found}, ports);
    ASSERT_TRUE(again);
    EXPECT_FALSE(again->changed);
    EXPECT_EQ(story.entries(), entries);
    EXPECT_EQ(story.place("hub").writes, 0);
}

TEST(Adopt, what_somebody_else_adopted_meanwhile_is_not_told_twice)
{
    History old(one_image, {"1.8.0", "1.8.1"});
    auto& story = old.story;
    SilentProgress progress;
    const NeverStopped stop;
    const auto found = find_tags(story.targets.front().location, story.place("hub"), {stop});
    ASSERT_TRUE(found);
    const AdoptionPorts ports{story.ledger,     story.clock, progress,     "ann@host",
                              "ann@host pid 1", story.stop,  story.notices};
    story.approve = [&](const Proposal&) {
        const auto others = adopt_found(story.product(), {*found}, ports);
        return others ? Result<void>{} : fail(others.error());
    };
    const auto report = story.publish("1.7.9");
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_EQ(adoptions(story), 1U);
    EXPECT_TRUE(story.status()->state.open_intents.empty());
}

constexpr auto with_variant = R"(
product: app
images: { app: { variants: { default: "", r: "-r" } } }
destinations: { hub: { to: "oci:hub" } }
channels: { latest: { follow: stable } }
)";

/// Of a product with a variant, whose 1.8.5 somebody built without it.
struct VariantLost : testing::Test {
    History old{with_variant, {"1.8.0", "1.9.0"}};
    Story& story = old.story;

    void SetUp() override
    {
        story.place("hub").store->tags.erase(*TagName::parse("latest-r"));
        story.place("hub").store->tags.emplace(*TagName::parse("1.8.5"), lone("1.8.5"));
        ASSERT_TRUE(story.publish("1.8.1"));
    }

    std::string recorded()
    {
        std::string text;
        const auto state = story.state();
        for (const auto& row : state.tags)
            if (row.role() == Role::channel) text += fmt::format("{} {}\n", row.tag(), row.version());
        return text;
    }

    Descriptor lone(const std::string& version)
    {
        return Story::build_into(story.place("hub"), {"app", "default"}, version, "linux/amd64");
    }
};

TEST_F(VariantLost, a_rollback_goes_by_the_release_that_lacks_it_and_takes_the_whole_set)
{
    EXPECT_EQ(recorded(), "latest 1.9.0\nlatest-r 1.9.0\n");
    ASSERT_TRUE(story.rollback("latest", "bad"));
    EXPECT_EQ(recorded(), "latest 1.8.1\nlatest-r 1.8.1\n");
}

TEST_F(VariantLost, status_names_for_every_variant_the_release_that_a_rollback_goes_to)
{
    const auto status = story.status();
    ASSERT_TRUE(status);
    for (const auto& it : status->channels) EXPECT_EQ(it.rollback_to, "1.8.1") << it.at.tag.str();
}

TEST(Adopt, a_variant_that_older_releases_never_had_is_not_where_its_channel_would_go_back_to)
{
    Story story(with_variant);
    auto& tags = story.place("hub").store->tags;
    const auto image = [&](const std::string& version, const std::string& variant) {
        return Story::build_into(story.place("hub"), {"app", variant}, version, "linux/amd64");
    };
    tags.emplace(*TagName::parse("1.0.0"), image("1.0.0", "default"));
    tags.emplace(*TagName::parse("1.1.0"), image("1.1.0", "default"));
    tags.emplace(*TagName::parse("latest"), image("1.1.0", "default"));
    ASSERT_TRUE(story.publish("1.2.0"));
    std::string text;
    const auto status = story.status();
    for (const auto& it : status->channels) text += it.at.tag.str() + " " + it.rollback_to + "\n";
    EXPECT_EQ(text, "latest 1.1.0\nlatest-r \n");
}

TEST(Adopt, where_anchors_are_written_in_another_way_a_publish_is_refused_with_the_cause)
{
    Story story(one_image);
    auto& tags = story.place("hub").store->tags;
    tags.emplace(*TagName::parse("v1.9.0"),
                 Story::build_into(story.place("hub"), {"app", "default"}, "1.9.0", "linux/amd64"));
    tags.emplace(*TagName::parse("latest"), tags.at(*TagName::parse("v1.9.0")));
    const auto refused = story.publish("1.8.5").error();
    EXPECT_EQ(refused.kind, ErrorKind::refused);
    EXPECT_TRUE(
        refused.message.ends_with("which the ledger knows nothing of: it is not a version; 'v1.9.0' has it too: "
                                  "it says 1.9.0, whose anchor is '1.9.0' here"))
        << refused.message;
    EXPECT_TRUE(refused.hint.starts_with("'tagwarden adopt --dry-run' says")) << refused.hint;
}

}  // namespace
}  // namespace tagwarden::tests
