// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "render/copy_view.h"

#include <gtest/gtest.h>

namespace tagwarden {
namespace {

using Step = PlannedCopy::Step;

const Descriptor one{"", Digest::of("one"), 1};
const auto old = Digest::of("old");

PlannedCopy copy(const std::string& tag, Step step)
{
    const bool named = step != Step::create;
    return {*TagName::parse(tag), one, named ? std::optional(old) : std::nullopt, step};
}

struct CopyView : testing::Test {
    CopyPlan plan{*Reference::parse("oci:here"), *Reference::parse("oci:hub")};

    static std::string text(const CopyReport& report) { return copy_report_text({&report, 1}); }
    static JsonObject json(const CopyReport& report) { return copy_report_json({&report, 1}); }
    std::string plan_text() const
    {
        const auto foreseen = foresee_copy(plan);
        return copy_plan_text({&foreseen, 1});
    }
};

TEST_F(CopyView, a_plan_has_a_line_for_each_change_and_counts_the_others)
{
    plan.whole_repository = true;
    plan.copies = {copy("1", Step::create), copy("latest", Step::move), copy("2", Step::present),
                   copy("3", Step::keep)};
    plan.gone = {*TagName::parse("gone")};
    plan.size = {7, 48'300'000};
    EXPECT_EQ(plan_text(),
              "  1       " + one.digest.str() + "  new\n" + "  latest  " + one.digest.str() + "  moved from " +
                  old.str() + "\n" + "  3       " + one.digest.str() + "  left on " + old.str() + "\n" +
                  "would copy oci:here to oci:hub: 2 tags to set, 1 tag right already, 1 tag left for --no-overwrite, "
                  "1 tag gone since the source listed them; 7 blobs, 46.1 MiB to send\n");
    plan.size.reset();
    EXPECT_TRUE(plan_text().ends_with("; the size of 1 image was not asked for\n"));
}

TEST_F(CopyView, a_report_has_what_was_done_and_ends_with_one_line_for_a_log)
{
    plan.copies = {copy("1", Step::create), copy("2", Step::create)};
    const TransferReport content{.blobs_copied = 7, .blobs_mounted = 3, .blobs_present = 2, .bytes_copied = 48'300'000};
    const CopyReport report{plan, {true, false}, content, std::chrono::milliseconds(1200)};
    EXPECT_EQ(text(report),
              "  1  " + one.digest.str() + "  new\n" +
                  "copied oci:here to oci:hub: 1 tag set, 1 tag not set; 7 blobs sent, 46.1 MiB in 1.2 s (38.4 MiB/s), "
                  "3 taken over within the registry, 2 there already\n");
}

TEST_F(CopyView, nothing_sent_has_no_rate)
{
    plan.copies = {{std::nullopt, one, std::nullopt, Step::content}};
    const CopyReport report{plan, {true}, {.blobs_present = 2}, std::chrono::milliseconds(20)};
    EXPECT_EQ(text(report), "  -  " + one.digest.str() + "  no tag: none was named\n" +
                                "copied oci:here to oci:hub: no tag set; nothing sent, 2 blobs "
                                "there already, 0.0 s\n");
}

TEST_F(CopyView, one_platform_of_an_index_is_said_to_have_its_own_digest)
{
    plan.platform = Platform{"linux", "arm64", ""};
    plan.copies = {copy("1", Step::create)};
    plan.copies.front().index = old;
    EXPECT_TRUE(plan_text().starts_with("only linux/arm64 of " + old.str() + ": an image with a digest of its own\n"));
    const auto foreseen = foresee_copy(plan);
    EXPECT_EQ(copy_plan_json({&foreseen, 1}).at("index").as_string(), old.str());
}

TEST_F(CopyView, as_json_has_every_tag_with_what_it_named_before)
{
    plan.whole_repository = true;
    plan.copies = {copy("1", Step::move), copy("2", Step::present)};
    const auto object = json({plan, {true, true}, {0, 2, 0}, std::chrono::milliseconds(20)});
    const auto& tags = object.at("tags").as_array();
    ASSERT_EQ(tags.size(), 2U);
    EXPECT_EQ(tags[0].at("before").as_string(), old.str());
    EXPECT_EQ(tags[0].at("step"), "move");
    EXPECT_EQ(tags[0].at("done"), true);
    EXPECT_EQ(object.at("changed"), true);
}

TEST_F(CopyView, each_tag_that_is_not_copied_has_its_own_error)
{
    plan.whole_repository = true;
    plan.copies = {copy("1", Step::create), copy("2", Step::create)};
    plan.unread = {{*TagName::parse("0"), {ErrorKind::malformed, "schema 1", {}, {}}}};
    CopyReport report{plan, {true, false}, {}, {}};
    report.failures.emplace(1, Error{ErrorKind::not_found, "a blob is gone", {}, {}});
    EXPECT_EQ(copy_failure_lines({&report, 1}),
              (std::vector<std::string>{"tag '0' is not copied: schema 1", "tag '2' is not copied: a blob is gone"}));
    const auto object = json(report);
    const auto& tags = object.at("tags").as_array();
    ASSERT_EQ(tags.size(), 3U);
    EXPECT_FALSE(tags[0].as_object().contains("error"));
    EXPECT_EQ(tags[1].at("error").at("message"), "a blob is gone");
    EXPECT_EQ(tags[2].at("tag"), "0");
    EXPECT_EQ(tags[2].at("error").at("message"), "schema 1");
    EXPECT_EQ(tags[2].at("done"), false);
}

TEST_F(CopyView, of_many_failures_twenty_are_told)
{
    for (int i = 0; i < 25; ++i)
        plan.unread.push_back({*TagName::parse(std::to_string(i)), {ErrorKind::malformed, "no", {}, {}}});
    const CopyReport report{plan, {}, {}, {}};
    const auto lines = copy_failure_lines({&report, 1});
    ASSERT_EQ(lines.size(), 21U);
    EXPECT_EQ(lines.back(), "5 tags more are not copied: --json names them all");
}

TEST_F(CopyView, attached_content_that_the_destination_keeps_is_no_change_and_warnings_are_told)
{
    plan.whole_repository = true;
    plan.copies = {{*TagName::parse("sha256-x.sig"), {"", old, 1}, old, Step::attached}};
    TransferReport content{.blobs_present = 2, .warnings = {"a signature was left"}};
    const CopyReport report{plan, {true}, content, std::chrono::milliseconds(20)};
    EXPECT_EQ(text(report),
              "copied oci:here to oci:hub: 1 tag left as attached content of the destination, 1 warning; nothing sent, "
              "2 blobs there already, 0.0 s\n");
    const auto object = json(report);
    EXPECT_EQ(object.at("changed"), false);
    EXPECT_EQ(object.at("warnings").as_array().at(0), "a signature was left");
    EXPECT_EQ(object.at("tags").as_array()[0].at("digest").as_string(), old.str());
}

TEST_F(CopyView, of_several_destinations_each_has_a_section_and_an_object)
{
    plan.copies = {copy("1", Step::create)};
    auto other = plan;
    other.to = *Reference::parse("oci:mirror:stable");
    auto silent = CopyPlan{plan.from, *Reference::parse("oci:backup")};
    silent.problem = Error{ErrorKind::unreachable, "no answer", "look whether it is up", {}};
    std::vector<CopyReport> reports{{plan, {true}, {}, {}}, {other, {false}, {}, {}}, foresee_copy(silent)};
    reports[1].failures.emplace(0, Error{ErrorKind::denied, "no tags here", {}, {}});
    reports[1].error = reports[1].failures.at(0);
    reports[0].content.blobs_copied = reports[1].content.blobs_copied = 2;
    EXPECT_EQ(copy_report_text(reports),
              "oci:hub:\n  1  " + one.digest.str() + "  new\n" +
                  "copied oci:here to oci:hub: 1 tag set; 2 blobs sent, 0 B in 0.0 s (0 B/s), 0 there already\n" +
                  "oci:mirror:stable:\n" +
                  "copied oci:here to oci:mirror:stable: 1 tag not set; 2 blobs sent, 0 B in 0.0 s (0 B/s), 0 there "
                  "already\n");
    EXPECT_EQ(copy_failure_lines(reports),
              (std::vector<std::string>{"tag '1' is not copied to oci:mirror:stable: no tags here",
                                        "nothing is copied to oci:backup: no answer (look whether it is up)"}));
    const auto json = copy_report_json(reports);
    EXPECT_EQ(json.at("from"), "oci:here");
    EXPECT_EQ(json.at("changed"), true);
    EXPECT_FALSE(json.contains("to") || json.contains("tags") || json.contains("error"));
    const auto& each = json.at("destinations").as_array();
    ASSERT_EQ(each.size(), 3U);
    EXPECT_EQ(each[0].at("to"), "oci:hub");
    EXPECT_FALSE(each[0].as_object().contains("error"));
    EXPECT_EQ(each[1].at("error").at("exitCode"), 5);
    EXPECT_EQ(each[2].at("error").at("message"), "no answer");
    EXPECT_TRUE(each[2].at("tags").as_array().empty());
}

TEST_F(CopyView, of_a_single_destination_its_object_is_the_whole_too)
{
    plan.copies = {copy("1", Step::create)};
    auto whole = json({plan, {true}, {}, {}});
    const auto each = whole.at("destinations");
    whole.erase("destinations");
    EXPECT_EQ(each, JsonArray{whole});
}

TEST_F(CopyView, of_all_tags_the_platform_is_said_once_and_each_tag_has_its_index)
{
    plan.whole_repository = true;
    plan.platform = Platform{"linux", "arm64", ""};
    plan.copies = {copy("1", Step::create), copy("2", Step::create)};
    plan.copies.back().index = old;
    plan.unread = {{*TagName::parse("3"), {ErrorKind::not_found, "it has none", {}, {}}}};
    EXPECT_EQ(plan_text(), "only linux/arm64 of each index: images with digests of their own\n  1  " +
                               one.digest.str() + "  new\n  2  " + one.digest.str() +
                               "  new\nwould copy oci:here to oci:hub: 2 tags to set, 1 tag unreadable or without "
                               "linux/arm64; the size of 1 image was not asked for\n");
    const auto foreseen = foresee_copy(plan);
    const auto object = copy_plan_json({&foreseen, 1});
    EXPECT_FALSE(object.contains("index"));
    EXPECT_EQ(object.at("platform"), "linux/arm64");
    EXPECT_EQ(object.at("tags").as_array()[1].at("index").as_string(), old.str());
    EXPECT_EQ(object.at("error").at("message"), "it has none");
}

}  // namespace
}  // namespace tagwarden
