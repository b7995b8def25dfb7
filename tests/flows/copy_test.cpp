// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "flows/copy.h"

#include <gtest/gtest.h>

#include "core/attached_tag.h"
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
    Place mirror;
    Place backup;
    WritePlaces places{{*Location::parse("oci:hub"), &hub},
                       {*Location::parse("oci:mirror"), &mirror},
                       {*Location::parse("oci:backup"), &backup},
                       {*Location::parse("oci:here"), &source}};
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

    void tag(const std::string& name, const Descriptor& root)
    {
        here->tags.insert_or_assign(*TagName::parse(name), root);
    }
    Descriptor for_platform(const std::string& platform, const std::string& content)
    {
        return ImageBuilder().platform(platform).file("a", content).build_into(source);
    }
    /// An index of two images, for these platforms.
    Descriptor index_of(const std::string& one, const std::string& other, const std::string& content)
    {
        return build_index(source, {{*Platform::parse(one), for_platform(one, content + one)},
                                    {*Platform::parse(other), for_platform(other, content + other)}});
    }

    void at_hub(const std::string& tag, const std::string& content) { at(hub, tag, content); }
    static void at(Place& place, const std::string& tag, const std::string& content)
    {
        const auto root = ImageBuilder().file("a", content).build_into(place);
        place.store->tags.insert_or_assign(*TagName::parse(tag), root);
    }

    static CopyRequest request(const std::string& from, const std::string& to)
    {
        return {*Reference::parse("oci:here" + from), {*Reference::parse("oci:hub" + to)}};
    }
    static CopyRequest to_many(CopyRequest request, const std::vector<std::string>& more = {"oci:mirror", "oci:backup"})
    {
        for (const auto& it : more) request.to.push_back(*Reference::parse(it));
        return request;
    }
    static CopyRequest all(const TagFilter& filter = {})
    {
        auto it = request("", "");
        it.all_tags = filter;
        return it;
    }

    Result<std::vector<CopyPlan>> plan_each(const CopyRequest& request)
    {
        return plan_copy(request, reader, readers(places), stop);
    }
    Result<CopyPlan> plan(const CopyRequest& request)
    {
        auto plans = plan_each(request);
        if (!plans) return fail(plans.error());
        return std::move(plans->front());
    }

    std::vector<CopyReport> run_each(const CopyRequest& request, const std::vector<CopyPlan>& plans)
    {
        return run_copy(request, plans, {reader, places, transfer, progress, clock, stop});
    }
    CopyReport run(const CopyRequest& request, const CopyPlan& plan) { return run_each(request, {plan}).front(); }

    std::vector<CopyReport> copy_each(const CopyRequest& request)
    {
        const auto planned = plan_each(request);
        EXPECT_TRUE(planned) << planned.error().message;
        return run_each(request, *planned);
    }
    CopyReport copy(const CopyRequest& request) { return copy_each(request).front(); }

    Result<CopyPlan> measured(const CopyRequest& request, bool with_attached = true)
    {
        auto planned = plan(request);
        if (!planned) return planned;
        const auto done = measure_copies({&*planned, 1}, reader, readers(places), with_attached, stop);
        if (!done) return fail(done.error());
        return planned;
    }

    static Digests tags_of(const Place& place)
    {
        Digests tags;
        for (const auto& [tag, descriptor] : place.store->tags) tags.emplace(tag.str(), descriptor.digest);
        return tags;
    }
    Digests hub_tags() const { return tags_of(hub); }
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

TEST_F(Copy, what_the_registry_answers_by_another_algorithm_is_known_by_its_bytes)
{
    const auto root = tagged("1.8.1", "x");
    auto content = here->manifests.at(root.digest);
    content.descriptor.digest = Digest::of(content.bytes, HashAlgorithm::sha512);
    here->manifests.emplace(content.descriptor.digest, content);
    EXPECT_TRUE(plan(request(":1.8.1@" + content.descriptor.digest.str(), ""))) << "the source answers so, too";

    here->tags.insert_or_assign(*TagName::parse("1.8.1"), content.descriptor);
    hub.after_move = [&](const TagMove& move) {
        hub.store->manifests.emplace(root.digest, here->manifests.at(root.digest));
        hub.store->tags.insert_or_assign(move.tag, root);
    };
    const auto first = copy(request(":1.8.1", ""));
    EXPECT_FALSE(first.error) << first.error->message;
    EXPECT_EQ(hub_tags(), (Digests{{"1.8.1", root.digest}}));
    EXPECT_TRUE(hub.store->manifests.contains(content.descriptor.digest));
    for (const auto& wanted : {request(":1.8.1", ""), all()})
        EXPECT_EQ(plan(wanted)->copies.front().step, Step::present);

    const auto other = tagged("other", "y");
    EXPECT_EQ(plan(request(":other", ":1.8.1"))->copies.front().step, Step::move);
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

TEST_F(Copy, a_tag_that_is_right_already_is_looked_into_only_for_a_recheck)
{
    const auto root = tagged("1", "x");
    ASSERT_FALSE(copy(request(":1", "")).error);
    hub.store->blobs.erase(hub.store->blobs.begin());
    const auto again = copy(request(":1", ""));
    EXPECT_FALSE(again.error);
    EXPECT_EQ(again.plan.copies.front().step, Step::present);
    EXPECT_EQ(again.done, std::vector{true});
    EXPECT_TRUE(transfer.batches.back().empty());
    auto recheck = request(":1", "");
    recheck.recheck = true;
    EXPECT_EQ(copy(recheck).content.blobs_copied, 1);
    EXPECT_EQ(hub.store->blobs, here->blobs);
    hub.store->blobs.erase(hub.store->blobs.begin());
    recheck = all();
    recheck.recheck = true;
    EXPECT_EQ(copy(recheck).content.blobs_copied, 1);
}

TEST_F(Copy, one_image_whose_tag_is_right_gets_what_was_attached_since_by_reference_and_by_tag)
{
    const auto root = tagged("1", "one");
    ASSERT_FALSE(copy(request(":1", "")).error);
    const auto sbom = build_artifact(source, {.subject = root});
    EXPECT_EQ(plan(request(":1", ""))->roots(), std::vector{root});
    ASSERT_FALSE(copy(request(":1", "")).error);
    EXPECT_TRUE(hub.store->manifests.contains(sbom.digest));
    EXPECT_TRUE(plan(request(":1", ""))->roots().empty());

    const auto signature = tagged("sha256-" + std::string(root.digest.hex()) + ".sig", "a signature");
    EXPECT_EQ(plan(request(":1", ""))->roots(), std::vector{root});
    ASSERT_FALSE(copy(request(":1", "")).error);
    EXPECT_TRUE(hub.store->manifests.contains(signature.digest));
    EXPECT_TRUE(plan(request(":1", ""))->roots().empty());

    tagged("sha256-" + std::string(sbom.digest.hex()) + ".sig", "a signature of the list");
    EXPECT_EQ(plan(request(":1", ""))->roots(), std::vector{root});
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
    EXPECT_EQ(report.plan.copies.front().index, index.digest);
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
    hub.before_content = [&] {
        if (++uploads == 3) stop.on = true;
    };
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
    const auto planned = measured(all());
    ASSERT_TRUE(planned && planned->size);
    EXPECT_EQ(hub.writes, 0);
    const auto report = run(all(), *planned);
    EXPECT_EQ(planned->size->bytes, report.content.bytes_copied);
    EXPECT_EQ(static_cast<std::int64_t>(planned->size->blobs), report.content.blobs_copied);
    EXPECT_GT(planned->size->bytes, 0);
}

TEST_F(Copy, what_is_attached_is_measured_with_it_where_it_is_wanted)
{
    const auto root = tagged("1", "one");
    const auto sbom = build_artifact(source, {.subject = root, .payload = "a bill of materials"});
    build_artifact(source, {.subject = sbom, .payload = "a signature of it"});
    build_cosign_signature(source, root.digest, {"ann"});
    const auto alone = measured(request(":1", ""), false);
    const auto planned = measured(request(":1", ""));
    const auto report = run(request(":1", ""), *planned);
    EXPECT_EQ(planned->size->bytes, report.content.bytes_copied);
    EXPECT_EQ(static_cast<std::int64_t>(planned->size->blobs), report.content.blobs_copied);
    EXPECT_LT(alone->size->bytes, planned->size->bytes);
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
    const auto plan_sole = [&](const CopyRequest& it) { return plan_copy(it, sole, readers(places), stop); };
    EXPECT_EQ(plan_sole(wanted).error().kind, ErrorKind::usage) << "it has none";
    tagged("1.8.0", "x");
    EXPECT_EQ(plan_sole(wanted)->front().copies.front().tag->str(), "1.8.0");
    EXPECT_EQ(plan_sole(request("", ":2"))->front().copies.front().tag->str(), "2");
    tagged("1.8", "x");
    const auto several = plan_sole(wanted);
    ASSERT_FALSE(several);
    EXPECT_NE(several.error().message.find("1.8, 1.8.0"), std::string::npos) << several.error().message;
}

TEST_F(Copy, many_images_are_not_measured)
{
    for (int i = 0; i < 51; ++i) tagged(std::to_string(i), std::to_string(i));
    EXPECT_FALSE(measured(all())->size);
    EXPECT_TRUE(reader.manifested.empty());
}

TEST_F(Copy, to_several_destinations_is_one_batch_that_reads_the_source_once)
{
    for (const auto* name : {"1", "2"}) tag(name, index_of("linux/amd64", "linux/arm64", name));
    build_artifact(source, {.subject = here->tags.at(*TagName::parse("1")), .payload = "sbom"});
    const auto planned = plan_each(to_many(all()));
    EXPECT_EQ(reader.resolved, std::vector<std::size_t>{2}) << "its tags are looked at once, too";
    EXPECT_TRUE(reader.read.empty());
    for (const auto& report : run_each(to_many(all()), *planned)) {
        EXPECT_FALSE(report.error);
        EXPECT_EQ(report.count_done(Step::create), 2U);
        EXPECT_EQ(report.content.blobs_copied, static_cast<std::int64_t>(here->blobs.size()));
    }
    EXPECT_EQ(transfer.batches.size(), 1U);
    for (const auto* place : {&hub, &mirror, &backup}) {
        EXPECT_EQ(place->store->blobs, here->blobs);
        EXPECT_EQ(tags_of(*place), hub_tags());
    }
    EXPECT_EQ(reader.read.size(), here->blobs.size() + here->manifests.size());
    for (const auto& [digest, times] : reader.read) EXPECT_EQ(times, 1) << digest;
}

TEST_F(Copy, each_destination_has_a_plan_and_a_report_of_its_own)
{
    const auto root = tagged("1", "new");
    at(hub, "1", "new");
    at(mirror, "1", "old");
    auto wanted = to_many(request(":1", ""), {"oci:mirror", "oci:backup:stable"});
    const auto reports = copy_each(wanted);
    std::vector<Step> steps;
    for (const auto& report : reports) steps.push_back(report.plan.copies.front().step);
    EXPECT_EQ(steps, (std::vector{Step::present, Step::move, Step::create}));
    EXPECT_EQ(reports[0].content.blobs_copied, 0);
    EXPECT_GT(reports[1].content.blobs_copied, 0);
    EXPECT_EQ(tags_of(backup), (Digests{{"stable", root.digest}}));
    EXPECT_FALSE(error_of(reports));
}

TEST_F(Copy, a_destination_that_fails_keeps_no_other_from_being_complete)
{
    for (const auto* name : {"1", "2"}) tagged(name, name);
    const std::vector<std::function<void()>> faults{
        [&] { mirror.answers = false; },
        [&] { mirror.takes_content = false; },
        [&] { mirror.before_move = [](const auto&) { return fail(ErrorKind::denied, "no tags here"); }; },
    };
    for (const auto& break_it : faults) {
        for (const auto* place : {&hub, &backup}) place->store->tags.clear();
        mirror.answers = mirror.takes_content = true;
        break_it();
        const auto reports = copy_each(to_many(all()));
        EXPECT_FALSE(reports[0].error);
        ASSERT_TRUE(reports[1].error);
        EXPECT_FALSE(reports[2].error);
        EXPECT_EQ(hub.store->tags, here->tags);
        EXPECT_EQ(backup.store->tags, here->tags);
        EXPECT_TRUE(mirror.store->tags.empty());
        const auto error = error_of(reports);
        EXPECT_EQ(error->kind, reports[1].error->kind);
        EXPECT_EQ(error->trail.back(), "copying to 3 destinations, of which these lack something: oci:mirror");
    }
}

TEST_F(Copy, where_the_source_lacks_something_every_destination_lacks_it)
{
    for (const auto* name : {"1", "2"}) tagged(name, name);
    reader.wrong = {{*TagName::parse("2"), ErrorKind::malformed}};
    const auto reports = copy_each(to_many(all()));
    for (const auto& report : reports) {
        EXPECT_EQ(report.error->kind, ErrorKind::malformed);
        EXPECT_EQ(report.count_done(Step::create), 1U);
    }
    EXPECT_TRUE(error_of(reports)->trail.back().ends_with(": oci:hub, oci:mirror, oci:backup"));
}

TEST_F(Copy, what_is_wrong_with_one_destination_as_it_was_asked_for_is_told_before_anything_is_written)
{
    tagged("1", "x");
    const auto planned = plan_each(to_many(request(":1", ""), {"oci:mirror@" + Digest::of("other").str()}));
    ASSERT_FALSE(planned);
    EXPECT_EQ(planned.error().kind, ErrorKind::refused);
}

TEST_F(Copy, to_two_tags_of_one_repository_sends_the_content_once)
{
    const auto root = tagged("1.8.1", "x");
    const auto reports = copy_each(to_many(request(":1.8.1", ""), {"oci:hub:latest"}));
    EXPECT_EQ(hub_tags(), (Digests{{"1.8.1", root.digest}, {"latest", root.digest}}));
    EXPECT_GT(reports[0].content.blobs_copied, 0);
    EXPECT_EQ(reports[1].content.blobs_copied, 0);
}

TEST_F(Copy, to_where_it_comes_from_does_nothing_there)
{
    tagged("1", "x");
    const auto before = here->tags;
    const auto reports = copy_each(to_many(all(), {"oci:here"}));
    EXPECT_FALSE(error_of(reports));
    EXPECT_EQ(reports[1].plan.count(Step::present), 1U);
    EXPECT_EQ(here->tags, before);
    EXPECT_EQ(hub.store->tags, before);
}

TEST_F(Copy, stopped_between_destinations_what_is_complete_stays_so_and_the_others_have_no_tag)
{
    tagged("1", "x");
    hub.before_move = [&](const auto&) { return fail(ErrorKind::denied, "no tags here"); };
    mirror.after_move = [&](const auto&) { stop.on = true; };
    const auto reports = copy_each(to_many(request(":1", "")));
    EXPECT_EQ(reports[0].error->kind, ErrorKind::denied);
    EXPECT_FALSE(reports[1].error);
    EXPECT_EQ(reports[2].error->kind, ErrorKind::interrupted);
    EXPECT_TRUE(tags_of(backup).empty());
    EXPECT_EQ(error_of(reports)->kind, ErrorKind::interrupted) << "that somebody wants it to end goes before all";
}

TEST_F(Copy, what_was_attached_since_arrives_where_it_is_lacking)
{
    const auto inner = image("x");
    const auto index = build_index(source, {{{"linux", "amd64", ""}, inner}});
    tag("1-amd64", inner);
    tag("1", index);
    // The image is right at one place, the index at the other: what both have below them is looked at once.
    ASSERT_FALSE(copy(request(":1-amd64", "")).error);
    ASSERT_FALSE(error_of(copy_each({request(":1", "").from, {*Reference::parse("oci:mirror")}})));
    const auto sbom = build_artifact(source, {.subject = inner});
    const auto planned = plan_each(to_many(all(), {"oci:mirror"}));
    EXPECT_TRUE((*planned)[0].lacking.contains(inner.digest));
    EXPECT_TRUE((*planned)[1].lacking.contains(index.digest));
    EXPECT_FALSE(error_of(run_each(to_many(all(), {"oci:mirror"}), *planned)));
    for (const auto* place : {&hub, &mirror}) EXPECT_TRUE(place->store->manifests.contains(sbom.digest));
    const auto again = plan_each(to_many(all(), {"oci:mirror"}));
    for (const auto& plan : *again) EXPECT_TRUE(plan.roots().empty());
}

TEST_F(Copy, a_destination_that_answers_nothing_is_one_problem_and_not_one_for_each_tag)
{
    for (const auto* name : {"1", "2"}) tagged(name, name);
    mirror.answers = false;
    const auto planned = plan_each(to_many(all()));
    ASSERT_TRUE(planned);
    EXPECT_EQ((*planned)[0].problem, std::nullopt);
    EXPECT_EQ((*planned)[1].problem->kind, ErrorKind::unreachable);
    EXPECT_TRUE((*planned)[1].unread.empty());
}

TEST_F(Copy, measured_each_destination_has_its_own_size_and_the_source_is_read_once)
{
    tag("1", index_of("linux/amd64", "linux/arm64", "x"));
    const auto of_one = here->blobs;
    tagged("2", "right already, whatever it has");
    at(mirror, "2", "right already, whatever it has");
    mirror.store->blobs.clear();
    mirror.store->blobs.insert(*of_one.begin());
    auto planned = plan_each(to_many(all()));
    backup.answers = false;
    ASSERT_TRUE(measure_copies(*planned, reader, readers(places), true, stop));
    EXPECT_EQ((*planned)[0].size->blobs, here->blobs.size());
    EXPECT_EQ((*planned)[1].size->blobs, of_one.size() - 1);
    EXPECT_FALSE((*planned)[2].size);
    EXPECT_EQ((*planned)[2].problem->kind, ErrorKind::unreachable);
    EXPECT_EQ(reader.read.size(), here->manifests.size());
    for (const auto& [digest, times] : reader.read) EXPECT_EQ(times, 1) << digest;
}

TEST_F(Copy, a_dry_run_ends_as_the_copy_would)
{
    tagged("1", "new");
    at(hub, "1", "old");
    auto wanted = to_many(request(":1", ""));
    wanted.overwrite = false;
    backup.answers = false;
    const auto planned = plan_each(wanted);
    std::vector<CopyReport> foreseen;
    for (const auto& plan : *planned) foreseen.push_back(foresee_copy(plan));
    const auto reports = run_each(wanted, *planned);
    for (std::size_t i = 0; i < reports.size(); ++i) EXPECT_EQ(foreseen[i].error, reports[i].error);
    EXPECT_EQ(foreseen[0].error->kind, ErrorKind::refused);
    EXPECT_EQ(foreseen[0].failures, reports[0].failures);
    EXPECT_FALSE(foreseen[1].error);
    EXPECT_EQ(foreseen[2].error->kind, ErrorKind::unreachable);
    EXPECT_EQ(error_of(foreseen), error_of(reports));
}

TEST_F(Copy, of_all_tags_one_platform_is_taken_out_of_each_index_and_tags_without_it_are_named)
{
    const auto one = index_of("linux/amd64", "linux/arm64", "one");
    tag("1", one);
    tag("1.0", one);
    tag("2", index_of("linux/amd64", "linux/s390x", "two"));
    const auto single = for_platform("linux/arm64", "three");
    tag("3", single);
    tag("4", for_platform("linux/amd64", "four"));
    auto wanted = all();
    wanted.platform = Platform{"linux", "arm64", ""};
    const auto report = copy(wanted);
    const auto arm = for_platform("linux/arm64", "onelinux/arm64").digest;
    EXPECT_EQ(hub_tags(), (Digests{{"1", arm}, {"1.0", arm}, {"3", single.digest}}));
    EXPECT_EQ(report.plan.copies.front().index, one.digest);
    EXPECT_EQ(report.plan.copies.back().index, std::nullopt);
    ASSERT_EQ(report.plan.unread.size(), 2U);
    EXPECT_EQ(report.plan.unread[0].tag.str(), "2");
    EXPECT_EQ(report.plan.unread[0].error.hint, "it has: linux/amd64, linux/s390x");
    EXPECT_EQ(report.plan.unread[1].tag.str(), "4");
    EXPECT_EQ(report.error->kind, ErrorKind::not_found);
    EXPECT_EQ(report.error->trail.back(), "copying 5 tags, of which 2 failed");
    EXPECT_EQ(foresee_copy(*plan(wanted)).error->kind, ErrorKind::not_found);
    EXPECT_EQ(plan(wanted)->count(Step::present), 3U);
}

TEST_F(Copy, with_one_platform_goes_what_is_attached_to_its_image_and_no_tag_of_what_is_attached_to_others)
{
    const auto index = index_of("linux/amd64", "linux/arm64", "one");
    tag("1", index);
    build_cosign_signature(source, index.digest, {"ann"});
    const auto arm = for_platform("linux/arm64", "onelinux/arm64");
    const auto signature = build_cosign_signature(source, arm.digest, {"bob"});
    auto wanted = all();
    wanted.platform = Platform{"linux", "arm64", ""};
    EXPECT_FALSE(copy(wanted).error);
    EXPECT_EQ(hub_tags(), (Digests{{"1", arm.digest}, {cosign_tags(arm.digest).front().str(), signature.digest}}));
}

TEST_F(Copy, what_cannot_be_asked_for_is_a_usage_error)
{
    const auto kind = [](const CopyRequest& request) {
        const auto checked = check_copy(request);
        return checked ? std::optional<ErrorKind>() : checked.error().kind;
    };
    EXPECT_EQ(kind(request(":1", "")), std::nullopt);
    EXPECT_EQ(kind(all()), std::nullopt);
    for (const auto* archive : {"oci-archive:x.tar", "docker-archive:x.tar"}) {
        EXPECT_EQ(kind({*Reference::parse("oci:here:1"), {*Reference::parse(archive)}}), ErrorKind::usage);
        EXPECT_EQ(kind(to_many(request(":1", ""), {archive})), ErrorKind::usage);
    }
    for (auto wanted : {request(":1", ""), request("", ":1"), request("", "@" + Digest::of("x").str())}) {
        wanted.all_tags = TagFilter{};
        EXPECT_EQ(kind(wanted), ErrorKind::usage);
    }
    EXPECT_EQ(kind(to_many(all(), {"oci:mirror:1"})), ErrorKind::usage);
    EXPECT_EQ(kind(to_many(request(":1", ""), {"oci:hub:2", "oci:mirror"})), std::nullopt);
    EXPECT_EQ(kind(to_many(request(":1", ""), {"oci:./hub"})), ErrorKind::usage) << "it is the same";
    EXPECT_EQ(kind(to_many(request(":1", ""), {"oci:hub:1"})), ErrorKind::usage) << "so it would be without a tag";
    EXPECT_EQ(kind(to_many(all(), {"oci:hub"})), ErrorKind::usage);
}

}  // namespace
}  // namespace tagwarden::tests
