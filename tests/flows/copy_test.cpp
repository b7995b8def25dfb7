// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "flows/copy.h"

#include <gtest/gtest.h>

#include "flows/measure_copy.h"
#include "ports/sole_content.h"
#include "tests/flows/story.h"
#include "tests/flows/watched_reader.h"
#include "tests/support/artifact_builder.h"
#include "tests/support/image_builder.h"

namespace tagwarden::tests {
namespace {

using Step = PlannedCopy::Step;
using Digests = std::map<std::string, Digest>;

/// Remembers what it is given, and may do something of its own before.
struct RecordedTransfer final : ContentTransfer {
    RecordedTransfer(const StopSignal& stop, Clock& clock) : real(stop, {clock}) {}

    Each<TransferReport> transfer(std::span<const TransferJob> jobs, Progress& progress) override
    {
        batches.emplace_back();
        for (const auto& job : jobs) batches.back().push_back(job.root.digest);
        auto results = real.transfer(jobs, progress);
        afterwards();
        return results;
    }

    GraphTransfer real;
    std::vector<std::vector<Digest>> batches;
    std::function<void()> afterwards = [] {};
};

struct Copy : testing::Test {
    std::shared_ptr<MemoryStore> here = std::make_shared<MemoryStore>();
    MemoryRepository source{here};
    WatchedReader reader{here};
    Place hub;
    SwitchedStop stop;
    SetClock clock;
    RecordedTransfer transfer{stop, clock};
    SilentProgress progress;

    Descriptor image(const std::string& content) { return ImageBuilder().file("a", content).build_into(source); }

    Descriptor tagged(const std::string& tag, const std::string& content)
    {
        const auto root = image(content);
        here->tags.insert_or_assign(*TagName::parse(tag), root);
        return root;
    }

    void at_hub(const std::string& tag, const std::string& content)
    {
        const auto root = ImageBuilder().file("a", content).build_into(hub);
        hub.store->tags.insert_or_assign(*TagName::parse(tag), root);
    }

    static CopyRequest request(const std::string& from, const std::string& to)
    {
        return {*Reference::parse("oci:here" + from), *Reference::parse("oci:hub" + to)};
    }
    static CopyRequest all(const TagFilter& filter = {})
    {
        auto it = request("", "");
        it.all_tags = filter;
        return it;
    }

    Result<CopyPlan> plan(const CopyRequest& request) { return plan_copy(request, reader, hub, stop); }

    CopyReport run(const CopyRequest& request, CopyPlan plan)
    {
        return run_copy(request, std::move(plan), {reader, hub, transfer, progress, clock, stop});
    }

    CopyReport copy(const CopyRequest& request)
    {
        const auto planned = plan(request);
        EXPECT_TRUE(planned) << planned.error().message;
        return run(request, *planned);
    }

    Digests hub_tags() const
    {
        Digests tags;
        for (const auto& [tag, descriptor] : hub.store->tags) tags.emplace(tag.str(), descriptor.digest);
        return tags;
    }
};

TEST_F(Copy, a_destination_without_a_tag_takes_the_one_of_the_source)
{
    const auto root = tagged("1.8.1", "x");
    EXPECT_FALSE(copy(request(":1.8.1", "")).error);
    EXPECT_EQ(hub_tags(), (Digests{{"1.8.1", root.digest}}));
    EXPECT_FALSE(copy(request(":1.8.1@" + root.digest.str(), ":stable")).error);
    EXPECT_EQ(hub_tags(), (Digests{{"1.8.1", root.digest}, {"stable", root.digest}}));
    EXPECT_EQ(hub.store->blobs, here->blobs);
}

TEST_F(Copy, where_neither_side_has_a_tag_the_content_is_copied_and_none_is_set)
{
    const auto root = image("x");
    const auto report = copy(request("@" + root.digest.str(), ""));
    EXPECT_FALSE(report.error);
    EXPECT_EQ(report.plan.copies.front().step, Step::content);
    EXPECT_EQ(report.done, std::vector<bool>{true});
    EXPECT_TRUE(hub_tags().empty());
    EXPECT_TRUE(hub.store->manifests.contains(root.digest));
}

TEST_F(Copy, a_digest_that_is_given_has_to_be_the_one_that_is_there)
{
    const auto root = tagged("1.8.1", "x");
    const auto other = Digest::of("other").str();
    for (const auto& wrong :
         {request(":1.8.1@" + other, ""), request(":1.8.1", "@" + other), request(":1.8.1", ":1@" + other)}) {
        const auto planned = plan(wrong);
        ASSERT_FALSE(planned);
        EXPECT_EQ(planned.error().kind, ErrorKind::refused);
        EXPECT_NE(planned.error().message.find(other), std::string::npos);
        EXPECT_NE(planned.error().message.find(root.digest.str()), std::string::npos);
    }
    EXPECT_EQ(plan(request("@" + other, "")).error().kind, ErrorKind::not_found);
    EXPECT_EQ(plan(request(":1.8.1", "@" + root.digest.str()))->copies.front().step, Step::content);
}

TEST_F(Copy, a_tag_that_names_something_else_is_moved_and_what_it_named_is_told)
{
    const auto root = tagged("latest", "new");
    at_hub("latest", "old");
    const auto old = hub_tags().at("latest");
    const auto report = copy(request(":latest", ""));
    EXPECT_FALSE(report.error);
    EXPECT_EQ(report.plan.copies.front().step, Step::move);
    EXPECT_EQ(report.plan.copies.front().before, old);
    EXPECT_EQ(hub_tags().at("latest"), root.digest);
}

TEST_F(Copy, no_overwrite_leaves_it_and_refuses)
{
    tagged("latest", "new");
    at_hub("latest", "old");
    const auto before = hub_tags();
    auto wanted = request(":latest", "");
    wanted.overwrite = false;
    const auto report = copy(wanted);
    ASSERT_TRUE(report.error);
    EXPECT_EQ(report.error->kind, ErrorKind::refused);
    EXPECT_NE(report.error->message.find(before.at("latest").str()), std::string::npos);
    EXPECT_EQ(hub_tags(), before);
    EXPECT_EQ(report.content.blobs_copied, 0);
}

TEST_F(Copy, a_tag_that_is_right_already_gets_what_its_content_lacks)
{
    const auto root = tagged("1", "x");
    ASSERT_FALSE(copy(request(":1", "")).error);
    const auto again = copy(request(":1", ""));
    EXPECT_FALSE(again.error);
    EXPECT_EQ(again.plan.copies.front().step, Step::present);
    EXPECT_EQ(again.content.blobs_copied, 0);
    hub.store->blobs.erase(hub.store->blobs.begin());
    EXPECT_EQ(copy(request(":1", "")).content.blobs_copied, 1);
    EXPECT_EQ(hub.store->blobs, here->blobs);
}

TEST_F(Copy, of_an_index_one_platform_can_be_copied_which_has_its_own_digest)
{
    const auto amd = image("amd");
    const auto arm = image("arm");
    const auto index = build_index(source, {{{"linux", "amd64", ""}, amd}, {{"linux", "arm64", "v8"}, arm}});
    here->tags.insert_or_assign(*TagName::parse("1"), index);
    auto wanted = request(":1@" + index.digest.str(), "");
    wanted.platform = Platform{"linux", "arm64", ""};
    const auto report = copy(wanted);
    EXPECT_FALSE(report.error);
    EXPECT_EQ(hub_tags(), (Digests{{"1", arm.digest}}));
    EXPECT_EQ(report.plan.index, index.digest);
    EXPECT_FALSE(hub.store->manifests.contains(amd.digest));
}

TEST_F(Copy, all_tags_are_one_batch_with_each_content_once_and_right_ones_are_only_counted)
{
    const auto one = tagged("1.0.0", "one");
    tagged("1.0", "one");
    const auto two = tagged("2.0.0", "two");
    tagged("3.0.0", "three");
    at_hub("3.0.0", "three");
    at_hub("2.0.0", "old");
    const auto report = copy(all());
    EXPECT_FALSE(report.error);
    ASSERT_EQ(transfer.batches.size(), 1U);
    EXPECT_EQ(transfer.batches.front(), (std::vector<Digest>{one.digest, two.digest}));
    EXPECT_EQ(report.plan.count(Step::create), 2U);
    EXPECT_EQ(report.plan.count(Step::move), 1U);
    EXPECT_EQ(report.plan.count(Step::present), 1U);
    EXPECT_EQ(report.done, std::vector<bool>(4, true));
    EXPECT_EQ(hub.store->tags, here->tags);
}

TEST_F(Copy, only_the_tags_that_the_patterns_take)
{
    for (const auto* tag : {"1.0.0", "1.1.0", "1.1.0-rc1", "2.0.0"}) tagged(tag, tag);
    EXPECT_FALSE(copy(all({{*TagPattern::parse("1.*")}, {*TagPattern::parse("*-rc*")}})).error);
    const auto tags = hub_tags();
    EXPECT_EQ(tags.size(), 2U);
    EXPECT_TRUE(tags.contains("1.0.0") && tags.contains("1.1.0"));
}

TEST_F(Copy, nothing_to_copy_is_not_found)
{
    EXPECT_EQ(plan(all()).error().kind, ErrorKind::not_found);
    tagged("1", "x");
    EXPECT_EQ(plan(all({{*TagPattern::parse("2*")}, {}})).error().kind, ErrorKind::not_found);
}

TEST_F(Copy, a_tag_that_is_gone_when_it_is_asked_for_is_no_error)
{
    tagged("1", "x");
    tagged("2", "x");
    reader.gone = {*TagName::parse("2")};
    const auto report = copy(all());
    EXPECT_FALSE(report.error);
    EXPECT_EQ(report.plan.gone, std::vector{*TagName::parse("2")});
    EXPECT_EQ(hub_tags().size(), 1U);
}

TEST_F(Copy, where_one_tag_cannot_be_read_the_others_are_copied_and_it_is_named)
{
    for (const auto* tag : {"1", "2", "3"}) tagged(tag, tag);
    for (const auto kind : {ErrorKind::malformed, ErrorKind::unreachable, ErrorKind::denied}) {
        hub.store->tags.clear();
        reader.wrong = {{*TagName::parse("2"), kind}};
        const auto report = copy(all());
        ASSERT_TRUE(report.error);
        EXPECT_EQ(report.error->kind, kind);
        EXPECT_EQ(report.error->trail,
                  (std::vector<std::string>{"looking at tag '2' of the source", "copying 3 tags, of which 1 failed"}));
        ASSERT_EQ(report.plan.unread.size(), 1U);
        EXPECT_EQ(report.plan.unread.front().tag.str(), "2");
        EXPECT_EQ(hub_tags().size(), 2U);
    }
}

TEST_F(Copy, where_no_tag_is_answered_or_patience_is_asked_for_nothing_is_copied)
{
    for (const auto* tag : {"1", "2"}) tagged(tag, tag);
    reader.wrong = {{*TagName::parse("1"), ErrorKind::rate_limited}};
    EXPECT_EQ(plan(all()).error().kind, ErrorKind::rate_limited);
    reader.wrong = {{*TagName::parse("1"), ErrorKind::unreachable}, {*TagName::parse("2"), ErrorKind::unreachable}};
    EXPECT_EQ(plan(all()).error().kind, ErrorKind::unreachable);
}

TEST_F(Copy, where_one_image_is_damaged_the_others_are_copied_and_it_has_no_tag)
{
    tagged("1", "one");
    const auto two = tagged("2", "two");
    tagged("3", "three");
    const auto manifest = parse_manifest(here->manifests.at(two.digest).bytes, "");
    here->blobs.at(manifest->layers.front().digest)[0] ^= 1;
    const auto report = copy(all());
    ASSERT_TRUE(report.error);
    EXPECT_EQ(report.error->kind, ErrorKind::malformed);
    EXPECT_EQ(report.error->trail.back(), "copying 3 tags, of which 1 failed");
    EXPECT_EQ(report.done, (std::vector<bool>{true, false, true}));
    ASSERT_TRUE(report.failures.contains(1));
    EXPECT_EQ(report.failures.at(1).kind, ErrorKind::malformed);
    EXPECT_FALSE(hub_tags().contains("2"));
    EXPECT_EQ(hub_tags().size(), 2U);
}

TEST_F(Copy, no_overwrite_of_all_tags_sets_the_new_ones_and_refuses_the_others)
{
    tagged("1", "one");
    tagged("2", "two");
    at_hub("1", "old");
    const auto old = hub_tags().at("1");
    auto wanted = all();
    wanted.overwrite = false;
    const auto report = copy(wanted);
    ASSERT_TRUE(report.error);
    EXPECT_EQ(report.error->kind, ErrorKind::refused);
    EXPECT_EQ(hub_tags().at("1"), old);
    EXPECT_TRUE(hub_tags().contains("2"));
}

TEST_F(Copy, a_tag_that_somebody_moved_since_the_plan_is_left_and_the_others_are_set)
{
    for (const auto* tag : {"1", "2", "3"}) tagged(tag, tag);
    const auto planned = plan(all());
    at_hub("2", "of somebody else");
    const auto theirs = hub_tags().at("2");
    const auto report = run(all(), *planned);
    ASSERT_TRUE(report.error);
    EXPECT_EQ(report.error->kind, ErrorKind::refused);
    EXPECT_EQ(hub_tags().at("2"), theirs);
    EXPECT_EQ(report.done, (std::vector<bool>{true, false, true}));
}

TEST_F(Copy, where_the_destination_does_not_answer_any_more_no_further_tag_is_tried)
{
    for (int i = 10; i < 40; ++i) tagged(std::to_string(i), "the same");
    int tried = 0;
    hub.before_move = [&](const TagMove& move) -> Result<void> {
        ++tried;
        if (move.tag.str() == "10") return {};
        return fail(ErrorKind::unreachable, "gone");
    };
    const auto report = copy(all());
    ASSERT_TRUE(report.error);
    EXPECT_EQ(report.error->kind, ErrorKind::unreachable);
    EXPECT_EQ(report.count_done(Step::create), 1U);
    EXPECT_TRUE(report.done.front());
    EXPECT_EQ(tried, 16) << "the first batch, and nothing again";
}

TEST_F(Copy, a_registry_that_says_yes_and_does_not_set_the_tag_is_found)
{
    const auto root = tagged("latest", "new");
    at_hub("latest", "old");
    const auto old = hub.store->tags;
    hub.after_move = [&](const TagMove&) { hub.store->tags = old; };
    const auto report = copy(request(":latest", ""));
    ASSERT_TRUE(report.error);
    EXPECT_EQ(report.error->kind, ErrorKind::malformed);
    EXPECT_NE(report.error->message.find(root.digest.str()), std::string::npos);
    EXPECT_NE(report.error->message.find(old.begin()->second.digest.str()), std::string::npos);
    EXPECT_EQ(report.done, std::vector<bool>{false});
}

TEST_F(Copy, a_writer_who_is_quicker_than_the_second_look_is_found)
{
    tagged("latest", "new");
    hub.after_move = [&](const TagMove&) { at_hub("latest", "of somebody else"); };
    const auto report = copy(request(":latest", ""));
    ASSERT_TRUE(report.error);
    EXPECT_EQ(report.error->kind, ErrorKind::refused);
}

TEST_F(Copy, stopped_while_content_moves_it_sets_no_tag_and_the_same_again_goes_on)
{
    tagged("1", "one");
    tagged("2", "two");
    int uploads = 0;
    hub.before_content = [&] { stop.on = ++uploads == 3; };
    const auto report = copy(all());
    ASSERT_TRUE(report.error);
    EXPECT_EQ(report.error->kind, ErrorKind::interrupted);
    EXPECT_NE(report.error->message.find("0 of 2 tags"), std::string::npos) << report.error->message;
    EXPECT_EQ(report.error->hint, go_on_hint);
    EXPECT_TRUE(hub_tags().empty());

    stop.on = false;
    const auto again = copy(all());
    EXPECT_FALSE(again.error);
    EXPECT_GT(again.content.blobs_present, 0);
    EXPECT_EQ(hub.store->tags, here->tags);
}

TEST_F(Copy, stopped_when_all_content_is_there_it_sets_no_tag)
{
    tagged("1", "one");
    transfer.afterwards = [&] { stop.on = true; };
    const auto report = copy(request(":1", ""));
    ASSERT_TRUE(report.error);
    EXPECT_EQ(report.error->kind, ErrorKind::interrupted);
    EXPECT_TRUE(hub_tags().empty());
}

TEST_F(Copy, stopped_between_tags_it_ends_soon_and_says_how_many_are_set)
{
    for (int i = 0; i < 40; ++i) tagged(std::to_string(i), "the same");
    hub.after_move = [&](const TagMove&) { stop.on = true; };
    const auto report = copy(all());
    ASSERT_TRUE(report.error);
    EXPECT_EQ(report.error->kind, ErrorKind::interrupted);
    EXPECT_EQ(hub_tags().size(), 16U);
    EXPECT_NE(report.error->message.find("16 of 40 tags"), std::string::npos) << report.error->message;
}

TEST_F(Copy, a_plan_that_is_stopped_is_interrupted_before_anything_is_written)
{
    tagged("1", "one");
    stop.on = true;
    EXPECT_EQ(plan(all()).error().kind, ErrorKind::interrupted);
}

TEST_F(Copy, tags_of_what_is_attached_are_left_with_what_is_attached)
{
    const auto root = tagged("1", "one");
    const std::string name = "sha256-" + std::string(root.digest.hex());
    tagged(name + ".sig", "signature");
    auto wanted = all();
    wanted.with_attached = false;
    EXPECT_FALSE(copy(wanted).error);
    EXPECT_EQ(hub_tags(), (Digests{{"1", root.digest}}));
    EXPECT_FALSE(copy(all()).error);
    EXPECT_EQ(hub_tags().size(), 2U);
}

TEST_F(Copy, a_tag_of_attached_content_that_the_transfer_made_is_not_overwritten)
{
    const auto root = tagged("1", "one");
    const std::string name = "sha256-" + std::string(root.digest.hex());
    tagged(name, "what the source has");
    transfer.afterwards = [&] { at_hub(name, "that, and what the destination had"); };
    EXPECT_FALSE(copy(all()).error);
    EXPECT_NE(hub_tags().at(name), here->tags.at(*TagName::parse(name)).digest);
}

TEST_F(Copy, what_was_attached_since_arrives_and_then_nothing_is_left_to_do)
{
    const auto root = tagged("1", "one");
    tagged("2", "two");
    ASSERT_FALSE(copy(all()).error);
    EXPECT_TRUE(plan(all())->roots().empty());
    const auto sbom = build_artifact(source, {.subject = root});
    auto without = all();
    without.with_attached = false;
    EXPECT_TRUE(plan(without)->roots().empty());
    EXPECT_FALSE(copy(all()).error);
    EXPECT_EQ(transfer.batches.back(), std::vector{root.digest});
    EXPECT_TRUE(hub.store->manifests.contains(sbom.digest));
    EXPECT_TRUE(plan(all())->roots().empty());
}

TEST_F(Copy, measured_it_is_what_would_be_sent_and_nothing_is_written)
{
    tagged("1", "one");
    tagged("2", "two");
    at_hub("2", "two");
    const auto blob = *here->blobs.begin();
    hub.store->blobs.insert(blob);
    hub.writes = 0;
    const auto planned = plan(all());
    const auto size = measure_copy(*planned, reader, hub, true, stop);
    ASSERT_TRUE(size && *size);
    EXPECT_EQ(hub.writes, 0);
    const auto report = run(all(), *planned);
    EXPECT_EQ((*size)->bytes, report.content.bytes_copied);
    EXPECT_EQ(static_cast<std::int64_t>((*size)->blobs), report.content.blobs_copied);
    EXPECT_GT((*size)->bytes, 0);
}

TEST_F(Copy, what_is_attached_is_measured_with_it_where_it_is_wanted)
{
    const auto root = tagged("1", "one");
    const auto sbom = build_artifact(source, {.subject = root, .payload = "a bill of materials"});
    build_artifact(source, {.subject = sbom, .payload = "a signature of it"});
    build_cosign_signature(source, root.digest, {"ann"});
    const auto planned = plan(request(":1", ""));
    const auto alone = measure_copy(*planned, reader, hub, false, stop);
    const auto size = measure_copy(*planned, reader, hub, true, stop);
    const auto report = run(request(":1", ""), *planned);
    EXPECT_EQ((*size)->bytes, report.content.bytes_copied);
    EXPECT_EQ(static_cast<std::int64_t>((*size)->blobs), report.content.blobs_copied);
    EXPECT_LT((*alone)->bytes, (*size)->bytes);
}

TEST_F(Copy, the_only_image_of_a_source_keeps_its_tag)
{
    struct SoleReader final : RepositoryReader, SoleContent {
        explicit SoleReader(WatchedReader& to, Descriptor it) : inner(to), only(std::move(it)) {}
        Result<std::vector<TagName>> tags() override { return inner.tags(); }
        Each<std::optional<Descriptor>> resolve(std::span<const TagName> tags) override { return inner.resolve(tags); }
        Each<ManifestContent> manifests(std::span<const Digest> it) override { return inner.manifests(it); }
        Each<bool> has_manifests(std::span<const Digest> it) override { return inner.has_manifests(it); }
        Each<bool> has_blobs(std::span<const Descriptor> it) override { return inner.has_blobs(it); }
        Result<std::unique_ptr<ByteStream>> open_blob(const Descriptor& it) override { return inner.open_blob(it); }
        Each<std::vector<Referrer>> referrers(std::span<const Digest> it) override { return inner.referrers(it); }
        Result<Descriptor> sole() override { return only; }

        WatchedReader& inner;
        Descriptor only;
    };
    SoleReader sole(reader, image("x"));
    const auto wanted = request("", "");
    EXPECT_EQ(plan_copy(wanted, sole, hub, stop).error().kind, ErrorKind::usage) << "it has none";
    tagged("1.8.0", "x");
    EXPECT_EQ(plan_copy(wanted, sole, hub, stop)->copies.front().tag->str(), "1.8.0");
    EXPECT_EQ(plan_copy(request("", ":2"), sole, hub, stop)->copies.front().tag->str(), "2");
    tagged("1.8", "x");
    const auto several = plan_copy(wanted, sole, hub, stop);
    ASSERT_FALSE(several);
    EXPECT_NE(several.error().message.find("1.8, 1.8.0"), std::string::npos) << several.error().message;
}

TEST_F(Copy, many_images_are_not_measured)
{
    for (int i = 0; i < 51; ++i) tagged(std::to_string(i), std::to_string(i));
    EXPECT_FALSE(measure_copy(*plan(all()), reader, hub, true, stop)->has_value());
    EXPECT_TRUE(reader.manifested.empty());
}

TEST_F(Copy, what_cannot_be_asked_for_is_a_usage_error)
{
    const auto kind = [](const CopyRequest& request) {
        const auto checked = check_copy(request);
        return checked ? std::optional<ErrorKind>() : checked.error().kind;
    };
    EXPECT_EQ(kind(request(":1", "")), std::nullopt);
    EXPECT_EQ(kind(all()), std::nullopt);
    CopyRequest archive{*Reference::parse("oci:here:1"), *Reference::parse("oci-archive:x.tar")};
    EXPECT_EQ(kind(archive), ErrorKind::usage);
    archive.to = *Reference::parse("docker-archive:x.tar");
    EXPECT_EQ(kind(archive), ErrorKind::usage);
    for (auto wanted : {request(":1", ""), request("", ":1"), request("", "@" + Digest::of("x").str())}) {
        wanted.all_tags = TagFilter{};
        EXPECT_EQ(kind(wanted), ErrorKind::usage);
    }
    auto platform = all();
    platform.platform = Platform{"linux", "amd64", ""};
    EXPECT_EQ(kind(platform), ErrorKind::usage);
}

}  // namespace
}  // namespace tagwarden::tests
