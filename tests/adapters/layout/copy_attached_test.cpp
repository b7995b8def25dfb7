// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include <set>

#include "adapters/layout/layout_repository.h"
#include "adapters/transfer/graph_transfer.h"
#include "core/attached_tag.h"
#include "flows/copy.h"
#include "tests/support/artifact_builder.h"
#include "tests/support/image_builder.h"
#include "tests/support/set_clock.h"
#include "tests/support/temporary_folder.h"

namespace tagwarden {

using tests::build_artifact;
using tests::build_cosign_signature;
using tests::build_index;
using tests::ImageBuilder;

namespace {

using Step = PlannedCopy::Step;

/// Copies of all tags between two layouts, which keep what is attached to an image under tags.
class CopyAttached : public testing::Test {
protected:
    CopyReport copy(bool overwrite = true)
    {
        CopyRequest request{*Reference::parse("oci:here"), {*Reference::parse("oci:there")}};
        const WritePlaces places{{request.to.front().location, there.get()}};
        request.all_tags = TagFilter{};
        request.overwrite = overwrite;
        auto plans = plan_copy(request, *here, readers(places), never);
        EXPECT_TRUE(plans) << plans.error().message;
        SilentProgress silent;
        return run_copy(request, std::move(*plans), {*here, places, transfer, silent, clock, never}).front();
    }
    /// The copy of this tag must have been asked for.
    static PlannedCopy copy_of(const CopyReport& report, const TagName& tag)
    {
        return *std::ranges::find(report.plan.copies, std::optional(tag), &PlannedCopy::tag);
    }
    static bool all_done(const CopyReport& report)
    {
        return !report.error && std::ranges::find(report.done, false) == report.done.end();
    }
    std::set<std::string> attached_there() const
    {
        std::set<std::string> digests;
        const auto found = there->referrers({&image.digest, 1}).front().value();
        for (const auto& one : found) digests.insert(one.descriptor.digest.str());
        return digests;
    }
    Digest named_there(const TagName& tag) const { return there->resolve({&tag, 1}).front().value()->digest; }
    std::string index_there() const { return folder.read("there/index.json"); }

    tests::TemporaryFolder folder;
    std::unique_ptr<Repository> here = open_layout(folder.path() / "here").value();
    std::unique_ptr<Repository> there = open_layout(folder.path() / "there").value();
    Descriptor image = ImageBuilder().file("a", "1").build_into(*here);
    TagName signature_tag = cosign_tags(image.digest).front();
    TagName list_tag = referrers_tag(image.digest);
    NeverStopped never;
    tests::SetClock clock;
    GraphTransfer transfer{never, {clock}};
};

}  // namespace

TEST_F(CopyAttached, signatures_that_only_the_destination_has_stay)
{
    tests::set_tag(*here, *TagName::parse("1"), image);
    build_cosign_signature(*here, image.digest, {"ann"});
    const auto own = build_cosign_signature(*there, image.digest, {"the mirror"});
    for (const bool overwrite : {true, true, false}) {
        const auto report = copy(overwrite);
        EXPECT_TRUE(all_done(report));
        EXPECT_EQ(named_there(signature_tag), own.digest);
        EXPECT_EQ(copy_of(report, signature_tag), (PlannedCopy{signature_tag, own, own.digest, Step::attached}));
        EXPECT_EQ(report.content.warnings.size(), 1U);
    }
}

TEST_F(CopyAttached, signatures_of_both_need_no_warning)
{
    tests::set_tag(*here, *TagName::parse("1"), image);
    build_cosign_signature(*here, image.digest, {"ann"});
    const auto both = build_cosign_signature(*there, image.digest, {"ann", "the mirror"});
    const auto report = copy();
    EXPECT_TRUE(all_done(report));
    EXPECT_EQ(named_there(signature_tag), both.digest);
    EXPECT_TRUE(report.content.warnings.empty());
}

TEST_F(CopyAttached, a_signature_more_at_the_source_moves_the_tag_and_is_told_so)
{
    tests::set_tag(*here, *TagName::parse("1"), image);
    build_cosign_signature(*here, image.digest, {"ann", "bob"});
    const auto before = build_cosign_signature(*there, image.digest, {"ann"});
    const auto report = copy();
    EXPECT_TRUE(all_done(report));
    const auto signature = copy_of(report, signature_tag);
    EXPECT_EQ(signature.step, Step::move);
    EXPECT_EQ(signature.before, before.digest);
    EXPECT_EQ(signature.root.digest, named_there(signature_tag));
}

TEST_F(CopyAttached, a_list_takes_in_what_the_source_has_and_keeps_its_own)
{
    tests::set_tag(*here, *TagName::parse("1"), image);
    const auto theirs = build_artifact(*here, {.subject = image, .payload = "sbom"});
    ImageBuilder().file("a", "1").build_into(*there);
    const auto own = build_artifact(*there, {.subject = image, .payload = "scan of the mirror"});
    const auto before = named_there(list_tag);
    const auto report = copy();
    EXPECT_TRUE(all_done(report));
    EXPECT_EQ(attached_there(), (std::set{own.digest.str(), theirs.digest.str()}));
    const auto list = copy_of(report, list_tag);
    EXPECT_EQ(list.step, Step::move);
    EXPECT_EQ(list.before, before);
    EXPECT_EQ(list.root.digest, named_there(list_tag));

    const auto index = index_there();
    for (const bool overwrite : {true, false}) {
        const auto again = copy(overwrite);
        EXPECT_TRUE(all_done(again));
        EXPECT_EQ(again.count_done(Step::create) + again.count_done(Step::move), 0U);
        EXPECT_EQ(again.content.manifests_copied, 0);
        EXPECT_EQ(index_there(), index);
    }
}

TEST_F(CopyAttached, of_a_first_copy_a_second_moves_nothing)
{
    tests::set_tag(*here, *TagName::parse("1"), image);
    build_artifact(*here, {.subject = image, .payload = "sbom"});
    build_artifact(*here, {.subject = image, .payload = "scan"});
    build_cosign_signature(*here, image.digest, {"ann"});
    const auto first = copy();
    EXPECT_TRUE(all_done(first));
    EXPECT_EQ(first.count_done(Step::create), 3U);
    EXPECT_EQ(copy_of(first, list_tag).root.digest, named_there(list_tag));
    const auto index = index_there();
    for (const bool overwrite : {true, false}) {
        const auto again = copy(overwrite);
        EXPECT_TRUE(all_done(again));
        EXPECT_EQ(again.count_done(Step::create) + again.count_done(Step::move), 0U);
        EXPECT_TRUE(again.content.warnings.empty());
        EXPECT_EQ(index_there(), index);
    }
}

TEST_F(CopyAttached, tags_of_an_image_that_is_gone_are_set_where_they_are_not_there)
{
    const auto gone = Digest::of("gone");
    tests::set_tag(*here, *TagName::parse("1"), image);
    const auto signature = build_cosign_signature(*here, gone, {"ann"});
    EXPECT_TRUE(all_done(copy()));
    EXPECT_EQ(named_there(cosign_tags(gone).front()), signature.digest);
}

TEST_F(CopyAttached, what_was_attached_after_the_image_was_copied_arrives_too)
{
    const auto index = build_index(*here, {{Platform{"linux", "amd64", ""}, image}});
    tests::set_tag(*here, *TagName::parse("1"), index);
    const auto sbom = build_artifact(*here, {.subject = index, .payload = "sbom"});
    EXPECT_TRUE(all_done(copy()));
    const auto of_part = build_artifact(*here, {.subject = image, .payload = "scan"});
    const auto of_sbom = build_artifact(*here, {.subject = sbom, .payload = "signature of the sbom"});
    build_artifact(*here, {.subject = index, .payload = "late"});
    const auto report = copy();
    EXPECT_TRUE(all_done(report));
    EXPECT_EQ(there->referrers({&index.digest, 1}).front().value().size(), 2U);
    EXPECT_EQ(attached_there(), std::set{of_part.digest.str()});
    EXPECT_EQ(there->referrers({&sbom.digest, 1}).front().value().size(), 1U);
    EXPECT_TRUE(copy().plan.roots().empty()) << "now nothing lacks";
}

}  // namespace tagwarden
