// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/oci/tag_moves.h"

#include <algorithm>

#include "tests/adapters/oci/scripted_registry.h"

namespace tagwarden {
namespace {

using tests::image_manifest;
using tests::tag;

struct OciTagMoves : tests::ScriptedRegistry {
    const std::string goal = image_manifest();
    const Descriptor to{std::string(media_type::oci_manifest), Digest::of(goal),
                        static_cast<std::int64_t>(goal.size())};
    const std::string head = "HEAD /v2/app/manifests/latest";
    const std::string put = "PUT /v2/app/manifests/latest";

    OciTagMoves()
    {
        server.on("GET /v2/app/manifests/" + to.digest.str(), manifest_answer(goal));
        server.on(put, {201});
    }
    Result<void> move(std::optional<Digest> from)
    {
        const std::vector moves{TagMove{tag("latest"), from, to}};
        return repository->move(moves).front();
    }
    bool was_put() const { return !server.requests().empty() && server.requests().back().line == put; }
};

TEST_F(OciTagMoves, the_manifest_is_put_as_it_is)
{
    server.on(head, manifest_answer("before"));
    ASSERT_TRUE(move(Digest::of("before")));
    ASSERT_TRUE(was_put());
    EXPECT_EQ(server.requests().back().body, goal);
    EXPECT_EQ(server.requests().back().headers.at("content-type"), media_type::oci_manifest);
}

TEST_F(OciTagMoves, a_manifest_that_was_stored_just_now_is_not_asked_for_again)
{
    const auto by_digest = "PUT /v2/app/manifests/" + to.digest.str();
    server.on(by_digest, {201});
    const std::vector manifests{ManifestContent{to, goal}};
    ASSERT_TRUE(repository->put_manifests(manifests).front());
    ASSERT_TRUE(move(std::nullopt));
    EXPECT_EQ(server.lines(), (std::vector{by_digest, head, put}));
    EXPECT_EQ(server.requests().back().body, goal);
}

TEST_F(OciTagMoves, one_that_was_refused_or_that_too_much_came_after_is_asked_for)
{
    const auto by_digest = "PUT /v2/app/manifests/" + to.digest.str();
    const auto ask = "GET /v2/app/manifests/" + to.digest.str();
    server.on(by_digest, {400});
    const std::vector manifests{ManifestContent{to, goal}};
    ASSERT_FALSE(repository->put_manifests(manifests).front());
    ASSERT_TRUE(move(std::nullopt));
    EXPECT_EQ(server.lines(), (std::vector{by_digest, head, ask, put}));

    RecentManifests recent;
    recent.remember(manifests.front());
    const std::string much(std::size_t{256} * 1024, ' ');
    recent.remember({{std::string(media_type::oci_manifest), Digest::of(much), 1}, much});
    EXPECT_FALSE(recent.find(to.digest));
    EXPECT_TRUE(recent.find(Digest::of(much)));
}

TEST_F(OciTagMoves, a_new_tag_is_put_where_there_was_none)
{
    ASSERT_TRUE(move(std::nullopt));
    EXPECT_TRUE(was_put());
}

TEST_F(OciTagMoves, a_tag_on_its_goal_is_left_alone)
{
    server.on(head, manifest_answer(goal));
    EXPECT_TRUE(move(Digest::of("before")));
    EXPECT_TRUE(move(std::nullopt));
    EXPECT_EQ(server.lines(), (std::vector{head, head}));
}

TEST_F(OciTagMoves, a_tag_that_is_answered_by_another_algorithm_is_compared_by_its_bytes)
{
    const Descriptor by_sha512{to.media_type, Digest::of(goal, HashAlgorithm::sha512), to.size};
    const std::vector moves{TagMove{tag("latest"), Digest::of("before"), by_sha512}};
    server.on(head, manifest_answer(goal));
    EXPECT_TRUE(repository->move(moves).front());
    EXPECT_FALSE(was_put()) << "it is on its goal";

    server.on(head, manifest_answer("before"));
    server.on("GET /v2/app/manifests/" + Digest::of("before").str(), manifest_answer("before"));
    server.on("GET /v2/app/manifests/" + by_sha512.digest.str(), manifest_answer(goal));
    EXPECT_TRUE(repository->move(moves).front());
    EXPECT_TRUE(was_put()) << "it named something else";
}

TEST_F(OciTagMoves, a_tag_that_somebody_else_moved_is_refused_with_both_digests)
{
    const auto before = Digest::of("before");
    const auto after = Digest::of("after");
    const auto at = "tag 'latest' of " + server.host() + "/app ";
    server.on(head, manifest_answer("after"));
    EXPECT_EQ(move(before).error().message, at + "is " + after.str() + ", the plan saw " + before.str());
    EXPECT_EQ(move(std::nullopt).error().message, at + "is " + after.str() + ", the plan saw no such tag");
    server.on(head, {404});
    EXPECT_EQ(move(before).error().message, at + "does not exist, the plan saw " + before.str());
    EXPECT_EQ(move(before).error().kind, ErrorKind::refused);
    EXPECT_FALSE(was_put());
}

TEST_F(OciTagMoves, before_a_put_is_repeated_the_tag_is_looked_at_again)
{
    struct Row {
        std::string meanwhile;
        std::optional<ErrorKind> error;
        int puts;
    };
    const Row rows[] = {
        {"before", std::nullopt, 2},            // nothing happened: once more
        {goal, std::nullopt, 1},                // the put was done, its answer was not
        {"somebody's", ErrorKind::refused, 1},  // another publisher was here
    };
    for (const auto& [meanwhile, error, puts] : rows)
        for (const auto& passing : {tests::ScriptedAnswer{503, {{"Retry-After", "2"}}}, {502}, {.close = true}}) {
            auto cut = passing;
            if (cut.close) cut.headers = {{"Content-Length", "5"}};
            server.in_turn(head, {manifest_answer("before"), manifest_answer(meanwhile)});
            server.in_turn(put, {cut, {201}});
            const auto before = server.lines().size();
            const auto moved = move(Digest::of("before"));
            EXPECT_EQ(moved ? std::nullopt : std::optional(moved.error().kind), error) << meanwhile;
            const auto lines = server.lines();
            EXPECT_EQ(std::count(lines.begin() + static_cast<std::ptrdiff_t>(before), lines.end(), put), puts)
                << meanwhile;
        }
}

TEST_F(OciTagMoves, a_put_that_never_goes_well_is_given_up_after_six_attempts)
{
    server.on(head, manifest_answer("before"));
    server.on(put, {503, {{"Retry-After", "20"}}});
    const auto error = move(Digest::of("before")).error();
    EXPECT_EQ(error.kind, ErrorKind::unreachable);
    EXPECT_TRUE(error.message.ends_with("with 503 (6 attempts)")) << error.message;
    EXPECT_EQ(session.clock.waited(), std::chrono::seconds(100));
    const auto lines = server.lines();
    EXPECT_EQ(std::count(lines.begin(), lines.end(), put), 6);
}

TEST_F(OciTagMoves, content_that_is_not_there_is_not_found)
{
    server.on("GET /v2/app/manifests/" + to.digest.str(), {404});
    EXPECT_EQ(move(std::nullopt).error().kind, ErrorKind::not_found);
    EXPECT_FALSE(was_put());
}

TEST_F(OciTagMoves, nothing_is_touched_after_the_first_failure)
{
    server.on("PUT /v2/app/manifests/a", {201});
    server.on("PUT /v2/app/manifests/b", {403});
    const std::vector moves{TagMove{tag("a"), {}, to}, TagMove{tag("b"), {}, to}, TagMove{tag("c"), {}, to}};
    const auto done = repository->move(moves);
    ASSERT_EQ(done.size(), 3U);
    EXPECT_TRUE(done[0]);
    EXPECT_EQ(done[1].error().kind, ErrorKind::denied);
    EXPECT_EQ(done[2].error().kind, ErrorKind::denied);
    EXPECT_NE(done[2].error().message.find("not tried"), std::string::npos);
    EXPECT_EQ(server.lines().back(), "PUT /v2/app/manifests/b");
}

}  // namespace
}  // namespace tagwarden
