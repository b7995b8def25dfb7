// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include "core/attached_tag.h"
#include "core/plan_publish.h"
#include "tests/flows/products.h"
#include "tests/flows/story.h"
#include "tests/support/artifact_builder.h"

namespace tagwarden::tests {
namespace {

TEST(Publish, gives_a_release_its_anchor_and_the_channels_its_rules_want)
{
    Story story(one_image);
    ASSERT_TRUE(story.publish("1.8.1"));
    EXPECT_EQ(story.tags("hub"), "1 1.8.1\n1.8 1.8.1\n1.8.1 1.8.1\nlatest 1.8.1\nrc 1.8.1");
}

TEST(Publish, content_of_another_version_is_refused_before_anything_is_visible)
{
    Story story(one_image);
    const auto report = story.publish("1.8.0", "1.8.1");
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().kind, ErrorKind::refused);
    EXPECT_EQ(
        report.error().message,
        "the content of app linux/amd64 says 1.8.1 (label org.opencontainers.image.version), its name would say 1.8.0");
    EXPECT_EQ(story.place("hub").writes, 0);
    EXPECT_EQ(story.entries(), 0U);
}

TEST(Publish, the_same_content_again_changes_and_records_nothing)
{
    Story story(one_image);
    ASSERT_TRUE(story.publish("1.8.1"));
    const auto entries = story.entries();
    const int writes = story.place("hub").writes;
    const auto again = story.publish("1.8.1");
    ASSERT_TRUE(again);
    EXPECT_FALSE(again->changed);
    EXPECT_EQ(story.entries(), entries);
    EXPECT_EQ(story.place("hub").writes, writes);
}

TEST(Publish, an_anchor_never_names_other_content)
{
    Story story(unread);
    ASSERT_TRUE(story.publish("1.8.1"));
    const auto other = story.publish("1.8.1", "other bytes");
    ASSERT_FALSE(other);
    EXPECT_EQ(other.error().kind, ErrorKind::refused);
    EXPECT_EQ(story.tags("hub"), "1.8.1 1.8.1\nlatest 1.8.1");
}

TEST(Publish, an_anchor_stays_write_once_after_somebody_deleted_the_tag)
{
    Story story(unread);
    ASSERT_TRUE(story.publish("1.8.1"));
    story.place("hub").store->tags.erase(*TagName::parse("1.8.1"));
    EXPECT_EQ(story.publish("1.8.1", "other bytes").error().kind, ErrorKind::refused);
    // The recorded content puts the name back.
    ASSERT_TRUE(story.publish("1.8.1"));
    EXPECT_EQ(story.tags("hub"), "1.8.1 1.8.1\nlatest 1.8.1");
}

TEST(Publish, an_anchor_that_somebody_else_put_on_other_content_is_refused_and_named)
{
    Story story(unread);
    ASSERT_TRUE(story.publish("1.8.0"));
    auto& tags = story.place("hub").store->tags;
    tags.insert_or_assign(*TagName::parse("1.8.1"), tags.at(*TagName::parse("1.8.0")));
    const auto report = story.publish("1.8.1");
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().kind, ErrorKind::refused);
    EXPECT_NE(report.error().message.find("'oci:hub:1.8.1' names sha256:"), std::string::npos)
        << report.error().message;
}

TEST(Publish, a_channel_that_somebody_else_moved_is_refused_unless_taken_over)
{
    Story story(one_image);
    ASSERT_TRUE(story.publish("1.8.0"));
    ASSERT_TRUE(story.publish("1.8.1"));
    auto& tags = story.place("hub").store->tags;
    tags.insert_or_assign(*TagName::parse("latest"), tags.at(*TagName::parse("1.8.0")));
    const auto refused = story.publish("1.8.2");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::refused);
    EXPECT_NE(refused.error().message.find("moved by somebody else"), std::string::npos);
    ASSERT_TRUE(story.publish("1.8.2", "", true));
    EXPECT_EQ(story.channels("hub"), "1 1.8.2\n1.8 1.8.2\nlatest 1.8.2\nrc 1.8.2");
}

TEST(Publish, a_plan_that_does_not_touch_a_foreign_channel_goes_on)
{
    Story story(one_image);
    ASSERT_TRUE(story.publish("1.8.0"));
    ASSERT_TRUE(story.publish("1.7.9"));
    auto& tags = story.place("hub").store->tags;
    tags.insert_or_assign(*TagName::parse("1.7"), tags.at(*TagName::parse("1.8.0")));
    const auto report = story.publish("1.9.0");
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_EQ(story.channels("hub"), "1 1.9.0\n1.7 1.8.0\n1.8 1.8.0\n1.9 1.9.0\nlatest 1.9.0\nrc 1.9.0");
    ASSERT_EQ(report->proposal.plan.warnings.size(), 1U);
    EXPECT_NE(report->proposal.plan.warnings.front().find("'oci:hub:1.7' was moved by somebody else"),
              std::string::npos);
}

TEST(Publish, says_for_each_channel_that_it_does_not_move_why)
{
    Story story(one_image);
    ASSERT_TRUE(story.publish("1.8.0"));
    const auto report = story.publish("1.7.9");
    ASSERT_TRUE(report);
    std::map<std::string, std::string> why;
    for (const auto& stay : report->proposal.plan.stays) why[stay.channel] = stay.why;
    EXPECT_EQ(why, (std::map<std::string, std::string>{{"latest", "1.7.9 is not the highest stable: 1.8.0 is"},
                                                       {"1", "1.7.9 is not the highest stable: 1.8.0 is"},
                                                       {"rc", "1.7.9 is not the highest tagged: 1.8.0 is"}}));
}

TEST(Publish, a_kind_that_no_destination_takes_is_a_usage_error)
{
    Story story(R"(
product: app
images: { app: {} }
destinations: { hub: { to: "oci:hub", kinds: [release] } }
channels: { latest: { follow: stable } }
)");
    const auto report = story.publish("1.8.0-rc.1");
    EXPECT_EQ(report.error().kind, ErrorKind::usage);
    EXPECT_EQ(report.error().message, "no destination takes prerelease builds, so 1.8.0-rc.1 would go nowhere");
}

TEST(Publish, an_anchor_and_a_channel_with_one_name_are_a_usage_error_that_names_both)
{
    Story story(R"(
product: app
images: { app: { anchor: "v{version}" } }
destinations: { hub: { to: "oci:hub" } }
channels: { "v{version}": { follow: stable } }
)");
    EXPECT_EQ(story.publish("1.8.0").error().message,
              "the anchor of 1.8.0 and the channel 'v1.8.0' would both be 'oci:hub:v1.8.0'");
}

TEST(Publish, soaking_releases_take_a_channel_only_when_their_time_has_come)
{
    Story story(R"(
product: app
images: { app: {} }
destinations: { hub: { to: "oci:hub" } }
channels: { latest: { follow: stable, soak: 24h }, edge: { follow: stable } }
)");
    ASSERT_TRUE(story.publish("1.8.0"));
    EXPECT_EQ(story.channels("hub"), "edge 1.8.0");
    story.clock.time += std::chrono::hours(24);
    ASSERT_TRUE(story.settle());
    EXPECT_EQ(story.channels("hub"), "edge 1.8.0\nlatest 1.8.0");
}

TEST(Publish, an_optional_destination_that_fails_lags_and_blocks_nothing)
{
    Story story(with_optional_mirror);
    story.place("mirror").takes_content = false;
    const auto report = story.publish("1.8.0");
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_EQ(report->warnings.size(), 1U);
    EXPECT_EQ(story.channels("hub"), "latest 1.8.0");
    EXPECT_EQ(story.tags("mirror"), "");
    story.place("mirror").takes_content = true;
    ASSERT_TRUE(story.publish("1.8.0"));
    EXPECT_EQ(story.tags("mirror"), "1.8.0 1.8.0\nlatest 1.8.0");
}

TEST(Publish, an_optional_destination_that_does_not_even_answer_lags_too)
{
    Story story(with_optional_mirror);
    story.place("mirror").answers = false;
    const auto report = story.publish("1.8.0");
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_EQ(report->proposal.plan.warnings,
              (std::vector<std::string>{"it will lag: mirror could not be asked: the place does not answer"}));
    const auto settled = story.settle();
    ASSERT_TRUE(settled && !settled->proposal.plan.stays.empty());
    EXPECT_EQ(settled->proposal.plan.stays.front().why, "mirror could not be asked: the place does not answer");
    EXPECT_EQ(story.channels("hub"), "latest 1.8.0");
    story.place("mirror").answers = true;
    ASSERT_TRUE(story.publish("1.8.0"));
    EXPECT_EQ(story.tags("mirror"), "1.8.0 1.8.0\nlatest 1.8.0");
}

TEST(Publish, a_channel_never_takes_the_anchor_of_another_release)
{
    Story story(R"(
product: app
images: { app: {} }
destinations: { hub: { to: "oci:hub" } }
channels: { "{major}.{minor}.{patch}": { follow: prerelease } }
)");
    ASSERT_TRUE(story.publish("1.9.0"));
    const auto report = story.publish("1.9.0-rc.2");
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().message, "the channel '1.9.0' would take 'oci:hub:1.9.0', which is the anchor of 1.9.0");
    EXPECT_EQ(story.tags("hub"), "1.9.0 1.9.0");
}

TEST(Publish, two_channels_that_would_be_one_tag_are_a_usage_error_that_names_both)
{
    Story images(R"(
product: app
images: { a: { anchor: "a-{version}" }, b: { anchor: "b-{version}" } }
destinations: { hub: { to: "oci:hub" } }
channels: { latest: { follow: stable } }
)");
    EXPECT_EQ(images.publish("1.0.0").error().message,
              "channel 'latest' of a and channel 'latest' of b would both be 'oci:hub:latest'");
    EXPECT_EQ(images.place("hub").writes, 0);
    Story lines(R"(
product: app
images: { app: {} }
destinations: { hub: { to: "oci:hub" } }
channels: { "{major}": { follow: stable }, "1": { follow: stable } }
)");
    EXPECT_EQ(lines.publish("1.0.0").error().kind, ErrorKind::usage);
}

TEST(Publish, a_version_is_one_content_wherever_it_goes)
{
    Story story(R"(
product: app
images: { app: { probes: none, probes-reason: "nothing to read" } }
destinations:
  hub: { to: "oci:hub", kinds: [release] }
  dev: { to: "oci:dev", kinds: [prerelease] }
channels: { latest: { follow: stable } }
)");
    ASSERT_TRUE(story.publish("1.0.0"));
    story.targets[0].location = Location::layout("hub2");
    story.places[story.targets[0].location] = std::make_unique<Place>();
    const auto report = story.publish("1.0.0", "other bytes");
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().kind, ErrorKind::refused);
}

TEST(Publish, content_that_is_not_read_is_recorded_with_the_reason)
{
    Story story(unread);
    const auto report = story.publish("1.8.1");
    ASSERT_TRUE(report);
    EXPECT_EQ(report->proposal.plan.warnings,
              std::vector<std::string>{"the content of app was not read: nothing to read"});
    EXPECT_EQ(story.status()->state.find("1.8.1")->release.accepted, report->proposal.plan.warnings);
}

TEST(Publish, a_destination_that_is_new_does_not_make_old_releases_ineligible)
{
    Story story(one_image);
    ASSERT_TRUE(story.publish("1.0.0"));
    ASSERT_TRUE(story.publish("1.0.1"));
    auto added = story.targets.front();
    added.destination = "mirror";
    added.location = Location::layout("mirror");
    story.targets.push_back(added);
    story.places[added.location] = std::make_unique<Place>();
    ASSERT_TRUE(story.rollback("latest", "bad"));
    EXPECT_EQ(story.channels("hub"), "1 1.0.0\n1.0 1.0.0\nlatest 1.0.0\nrc 1.0.0");
    EXPECT_EQ(story.channels("mirror"), story.channels("hub")) << "its content was copied from hub";
}

TEST(Publish, an_interrupted_run_does_not_hide_a_foreign_move_for_ever)
{
    Story story(one_image);
    ASSERT_TRUE(story.publish("1.0.0"));
    ASSERT_TRUE(story.publish("1.0.1"));
    auto& hub = story.place("hub");
    const auto foreign = hub.store->tags.at(*TagName::parse("1.0.1"));
    // A run that died behind its intent, then the same again, then a further release.
    const auto entries = *story.ledger.entries();
    for (const auto& entry : entries) {
        const auto* intent = std::get_if<Intent>(&entry.draft.body);
        if (intent == nullptr || intent->subject != "1.0.1") continue;
        ASSERT_TRUE(story.ledger.append(head_of(*story.ledger.entries()), {entry.draft}));
    }
    ASSERT_TRUE(story.publish("1.0.2"));
    hub.store->tags.insert_or_assign(*TagName::parse("latest"), foreign);
    const auto report = story.publish("1.0.3");
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().kind, ErrorKind::refused);
}

TEST(Publish, what_is_attached_to_the_content_goes_with_it_unless_it_is_not_wanted)
{
    for (const bool wanted : {true, false}) {
        Story story(one_image);
        story.with_attached = wanted;
        const auto root = story.build("1.0.0");
        build_artifact(story.source, {.subject = root});
        build_cosign_signature(story.source, root.digest, {"ann"});
        ASSERT_TRUE(story.publish("1.0.0"));
        auto& hub = story.place("hub");
        EXPECT_EQ(hub.referrers({&root.digest, 1}).front()->size(), wanted ? 1U : 0U);
        EXPECT_EQ(hub.store->tags.contains(cosign_tags(root.digest).front()), wanted);
    }
}

TEST(Publish, a_signature_that_a_place_has_of_its_own_stays_and_is_told)
{
    Story story(one_image);
    const auto root = story.build("1.0.0");
    build_cosign_signature(story.source, root.digest, {"ann"});
    const auto own = build_cosign_signature(story.place("hub"), root.digest, {"the hub's"});
    const auto report = story.publish("1.0.0");
    ASSERT_TRUE(report);
    EXPECT_EQ(story.place("hub").store->tags.at(cosign_tags(root.digest).front()), own);
    ASSERT_EQ(report->warnings.size(), 1U);
    EXPECT_TRUE(report->warnings.front().starts_with("oci:hub: tag 'sha256-")) << report->warnings.front();
}

TEST(Publish, content_that_comes_by_sha512_is_not_named_in_a_registry)
{
    const auto names = [](const std::string& place) {
        const Story story("product: app\nimages: { app: {} }\ndestinations: { hub: { to: \"" + place + "\" } }\n");
        Release release{"", *Version::parse(Order::semver, "1.8.0"), BuildKind::release, "", "", 0, {}, {}};
        release.parts.emplace(Part{"app", "default"}, Descriptor{std::string(media_type::oci_manifest),
                                                                 Digest::of("x", HashAlgorithm::sha512), 1});
        const LedgerState nothing;
        return names_for_publish({story.configuration, story.targets, nothing, {}}, release);
    };
    EXPECT_TRUE(names("oci:hub"));
    const auto refused = names("hub.example/app");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::refused);
    EXPECT_NE(refused.error().message.find("hub.example/app would answer its names by SHA-256"), std::string::npos)
        << refused.error().message;
}

TEST(Publish, says_what_a_channel_was_on_also_where_two_versions_have_one_content)
{
    Story story(unread);
    ASSERT_TRUE(story.publish("1.0.0", "bytes"));
    ASSERT_TRUE(story.publish("1.0.1", "bytes"));
    const auto report = story.publish("1.0.2", "others");
    ASSERT_TRUE(report);
    EXPECT_EQ(report->proposal.plan.channels.front().from_version, "1.0.1");
}

constexpr auto variant_b = R"(
product: app
images: { app: { variants: { default: "", b: "-b" } } }
destinations: { hub: { to: "oci:hub" } }
channels: { latest: { follow: stable }, rc: { follow: tagged, soak: 1h } }
)";

TEST(Publish, says_of_no_channel_that_it_stays_where_the_plan_moves_it)
{
    Story story(variant_b);
    ASSERT_TRUE(story.publish("1.10.0-rc.1"));
    story.clock.time += std::chrono::hours(1);
    const auto report = story.publish("1.8.1");
    ASSERT_TRUE(report);
    EXPECT_EQ(story.channels("hub"), "latest 1.8.1\nlatest-b 1.8.1\nrc 1.10.0-rc.1\nrc-b 1.10.0-rc.1");
    EXPECT_TRUE(report->proposal.plan.stays.empty());
}

TEST(Publish, says_of_each_variant_by_its_own_tag_why_it_stays)
{
    Story story(variant_b);
    ASSERT_TRUE(story.publish("1.0.0"));
    story.only = {"app"};
    const auto report = story.publish("1.1.0");
    ASSERT_TRUE(report);
    std::string text;
    for (const auto& it : report->proposal.plan.stays) text += it.tag + " on " + it.on + ": " + it.why + "\n";
    EXPECT_EQ(text,
              "latest on 1.0.0: 1.1.0 waits for app/b, which no job has brought yet\n"
              "latest-b on 1.0.0: 1.1.0 waits for app/b, which no job has brought yet\n"
              "rc on : 1.1.0 waits for app/b, which no job has brought yet\n"
              "rc-b on : 1.1.0 waits for app/b, which no job has brought yet\n");
}

TEST(Publish, two_images_in_one_place_have_channels_of_their_own_names_that_are_one_channel)
{
    Story story(R"(
product: suite
images: { app: { anchor: "{image}-{version}" }, tool: { anchor: "{image}-{version}" } }
destinations: { hub: { to: "oci:hub" } }
channels: { "{image}-latest": { follow: stable } }
)");
    ASSERT_TRUE(story.publish("1.0.0"));
    ASSERT_TRUE(story.publish("1.1.0"));
    EXPECT_EQ(story.channels("hub"), "app-latest 1.1.0\ntool-latest 1.1.0");
    ASSERT_TRUE(story.hold("app-latest", "freeze", "1.0.0"));
    EXPECT_EQ(story.channels("hub"), "app-latest 1.0.0\ntool-latest 1.0.0");
    ASSERT_TRUE(story.unhold("tool-latest"));
    ASSERT_TRUE(story.rollback("app-latest", "bad"));
    EXPECT_EQ(story.channels("hub"), "app-latest 1.0.0\ntool-latest 1.0.0");
    EXPECT_TRUE(story.state().find("1.1.0")->withdrawn);
}

}  // namespace
}  // namespace tagwarden::tests
