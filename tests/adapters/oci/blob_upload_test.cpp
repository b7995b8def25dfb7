// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/oci/blob_upload.h"

#include <algorithm>

#include "adapters/oci/upload_session.h"
#include "tests/adapters/oci/scripted_registry.h"
#include "tests/support/docker_registry.h"

namespace tagwarden {
namespace {

using tests::ScriptedAnswer;
using tests::TextStream;

constexpr std::size_t mebibyte = 1024UL * 1024;

struct OciUploads : tests::ScriptedRegistry {
    const std::string bytes = std::string(20 * mebibyte, 'a') + "end";
    const Descriptor blob{"application/octet-stream", Digest::of(bytes), static_cast<std::int64_t>(bytes.size())};
    const std::string last = std::to_string(bytes.size() - 1);
    const std::string begin = "POST /v2/app/blobs/uploads/?mount=" + blob.digest.str();
    const std::string head = "HEAD /v2/app/blobs/" + blob.digest.str();
    const std::string commit = "PUT /up?digest=" + blob.digest.str();
    const ScriptedAnswer begun{202, {{"Location", "/up"}}};
    const ScriptedAnswer created{201, {{"Docker-Content-Digest", blob.digest.str()}}};

    Result<void> put() { return put(bytes); }
    Result<void> put(const std::string& text)
    {
        TextStream stream(text);
        const Descriptor small{"x", Digest::of(text), static_cast<std::int64_t>(text.size())};
        return upload_blob(client, small, stream);
    }
    ScriptedAnswer took(std::size_t bytes_in_all) const
    {
        return {202, {{"Location", "/up"}, {"Range", "0-" + std::to_string(bytes_in_all - 1)}}};
    }
    /// The bytes of all PATCH requests, one after the other.
    std::string patched() const
    {
        std::string all;
        for (const auto& request : server.requests())
            if (request.line.starts_with("PATCH")) all += request.body;
        return all;
    }
};

TEST_F(OciUploads, of_small_blobs_are_two_requests)
{
    const std::string text = "small";
    const auto digest = Digest::of(text).str();
    server.on("POST /v2/app/blobs/uploads/?mount=" + digest, begun);
    server.on("PUT /up?digest=" + digest, {201});
    ASSERT_TRUE(put(text));
    EXPECT_EQ(server.lines().size(), 2U);
    EXPECT_EQ(server.requests()[1].body, text);
}

TEST_F(OciUploads, of_what_the_registry_has_elsewhere_send_nothing)
{
    server.on(begin, created);
    ASSERT_TRUE(put());
    EXPECT_EQ(server.lines().size(), 1U);
}

TEST_F(OciUploads, ask_a_registry_once_only_that_does_not_know_such_questions)
{
    const auto other = "other";
    const auto digest = Digest::of(other).str();
    server.on(begin, {400});
    server.on("POST /v2/app/blobs/uploads/", begun);
    server.on("PATCH /up", took(bytes.size()));
    server.on(commit, created);
    server.on("PUT /up?digest=" + digest, {201});
    ASSERT_TRUE(put());
    ASSERT_TRUE(put(other));
    EXPECT_EQ(server.lines()[4], "POST /v2/app/blobs/uploads/");
}

TEST_F(OciUploads, of_large_blobs_are_streamed_in_one_request_and_then_committed)
{
    server.on(begin, begun);
    server.on("PATCH /up", took(bytes.size()));
    server.on(commit, created);
    ASSERT_TRUE(put());
    EXPECT_EQ(server.lines(), (std::vector<std::string>{begin, "PATCH /up", commit}));
    EXPECT_TRUE(patched() == bytes);
    EXPECT_FALSE(server.requests()[1].headers.contains("content-range"));
}

TEST_F(OciUploads, go_on_from_what_the_registry_says_it_has)
{
    server.on(begin, begun);
    server.in_turn("PATCH /up", {took(15 * mebibyte), took(bytes.size())});
    server.on(commit, created);
    ASSERT_TRUE(put());
    EXPECT_EQ(server.requests()[2].headers.at("content-range"), std::to_string(15 * mebibyte) + "-" + last);
    EXPECT_TRUE(server.requests()[2].body == bytes.substr(15 * mebibyte));
}

TEST_F(OciUploads, that_fail_ask_what_arrived_and_go_on_from_there)
{
    server.on(begin, begun);
    server.in_turn("PATCH /up", {{503}, took(bytes.size())});
    server.on(head, {404});
    server.on("GET /up", {204, {{"Range", "0-9999999"}}});
    server.on(commit, created);
    ASSERT_TRUE(put());
    EXPECT_EQ(server.lines(), (std::vector<std::string>{begin, "PATCH /up", head, "GET /up", "PATCH /up", commit}));
    EXPECT_EQ(session.requests.in_short(), (std::vector<std::string>{"POST 202 1", "PATCH 503 1", "HEAD 404 1",
                                                                     "GET 204 1", "PATCH 202 1", "PUT 201 1"}))
        << "it brought something, so this is a first attempt again";
    EXPECT_EQ(session.requests.retries().size(), 1U);
    EXPECT_TRUE(server.requests()[4].body == bytes.substr(10'000'000));
}

TEST_F(OciUploads, whose_session_is_forgotten_begin_anew)
{
    server.on(begin, begun);
    server.in_turn("PATCH /up", {{404}, took(bytes.size())});
    server.on(head, {404});
    server.on("GET /up", {404});
    server.on(commit, created);
    ASSERT_TRUE(put());
    EXPECT_EQ(server.lines(),
              (std::vector<std::string>{begin, "PATCH /up", head, "GET /up", begin, "PATCH /up", commit}));
    EXPECT_TRUE(server.requests()[5].body == bytes);
}

TEST_F(OciUploads, of_which_a_registry_has_more_than_was_sent_begin_anew)
{
    for (const auto* range : {"0-99999999", "0-9223372036854775806"}) {
        server.on(begin, begun);
        server.in_turn("PATCH /up", {{500}, took(bytes.size())});
        server.on(head, {404});
        server.on("GET /up", {204, {{"Range", range}}});
        server.on(commit, created);
        ASSERT_TRUE(put()) << range;
        const auto requests = server.requests();
        EXPECT_EQ((requests.end() - 3)->line, begin) << range;
        EXPECT_TRUE((requests.end() - 2)->body == bytes) << range;
    }
}

TEST_F(OciUploads, take_no_count_of_bytes_that_cannot_be)
{
    server.on(begin, begun);
    server.on("PATCH /up", {202, {{"Range", "0-9223372036854775807"}}});
    server.on(commit, created);
    EXPECT_TRUE(put());
}

TEST_F(OciUploads, whose_last_answer_is_lost_find_the_blob_there)
{
    server.on(begin, begun);
    server.on("PATCH /up", took(bytes.size()));
    server.on(commit, {502});
    server.on(head, {200, {{"Content-Length", std::to_string(bytes.size())}}});
    ASSERT_TRUE(put());
    EXPECT_EQ(server.lines(), (std::vector<std::string>{begin, "PATCH /up", commit, head, "DELETE /up"}));
}

TEST_F(OciUploads, that_are_too_large_for_a_proxy_go_in_smaller_pieces)
{
    server.on(begin, {202, {{"Location", "/up"}, {"OCI-Chunk-Min-Length", "12582912"}}});
    server.in_turn("PATCH /up", {{413}, took(12 * mebibyte), took(bytes.size())});
    server.on(head, {404});
    server.on("GET /up", {204, {{"Range", "0-0"}}});
    server.on(commit, created);
    ASSERT_TRUE(put());
    EXPECT_EQ(server.requests()[4].headers.at("content-range"), "0-12582911");
    EXPECT_EQ(server.requests()[5].headers.at("content-range"), "12582912-" + last);
}

TEST_F(OciUploads, that_bring_nothing_end_after_six_attempts)
{
    server.on(begin, begun);
    server.on("PATCH /up", {500});
    server.on(head, {404});
    server.on("GET /up", {204, {{"Range", "0-0"}}});
    const auto error = put().error();
    EXPECT_EQ(error.kind, ErrorKind::unreachable);
    EXPECT_TRUE(error.message.ends_with("with 500 (6 attempts)")) << error.message;
    EXPECT_EQ(server.lines().back(), "DELETE /up");
    const auto told = session.requests.in_short();
    EXPECT_EQ(std::ranges::count_if(told, [](const auto& it) { return it.starts_with("PATCH 500 "); }), 6);
    EXPECT_EQ(*(told.end() - 2), "PATCH 500 6");
}

TEST_F(OciUploads, come_back_when_the_registry_wants_them_and_say_so)
{
    server.on(begin, begun);
    server.in_turn("PATCH /up", {{429, {{"Retry-After", "60"}}}, took(bytes.size())});
    server.on(head, {404});
    server.on("GET /up", {204, {{"Range", "0-0"}}});
    server.on(commit, created);
    ASSERT_TRUE(put());
    EXPECT_EQ(session.clock.waited(), std::chrono::seconds(60));
    EXPECT_EQ(session.notices.texts, std::vector{server.host() + " answers 429; going on in 60 s"});
}

TEST_F(OciUploads, of_which_a_registry_wants_to_hear_nothing_for_an_hour_end_at_once)
{
    const ScriptedAnswer spent{429, {{"RateLimit-Limit", "100;w=21600"}, {"RateLimit-Remaining", "0;w=21600"}}};
    for (const auto& refusal : {ScriptedAnswer{429, {{"Retry-After", "3600"}}}, spent}) {
        server.on(begin, begun);
        server.on("PATCH /up", refusal);
        const auto before = server.lines().size();
        EXPECT_EQ(put().error().kind, ErrorKind::rate_limited);
        EXPECT_EQ(server.lines().size() - before, 2U);
        EXPECT_EQ(session.clock.waited().count(), 0);
    }
}

TEST_F(OciUploads, that_cannot_even_begin_end_after_six_attempts_and_not_after_their_square)
{
    server.on(begin, {503});
    server.on(head, {404});
    const auto error = put().error();
    EXPECT_TRUE(error.message.ends_with("with 503 (6 attempts)")) << error.message;
    const auto lines = server.lines();
    EXPECT_EQ(std::count(lines.begin(), lines.end(), begin), 6);
}

TEST_F(OciUploads, are_not_tried_again_when_their_source_failed)
{
    const Descriptor longer{"x", Digest::of("x"), 100};
    server.on("POST /v2/app/blobs/uploads/?mount=" + longer.digest.str(), begun);
    TextStream stream("not a hundred bytes");
    EXPECT_EQ(upload_blob(client, longer, stream).error().kind, ErrorKind::malformed);
    EXPECT_EQ(session.clock.waited().count(), 0);
}

TEST_F(OciUploads, stored_under_another_digest_are_malformed)
{
    server.on(begin, begun);
    server.on("PATCH /up", took(bytes.size()));
    server.on(commit, {201, {{"Docker-Content-Digest", Digest::of("other").str()}}});
    EXPECT_EQ(put().error().kind, ErrorKind::malformed);
}

TEST(OciDockerUploads, of_large_blobs_arrive_in_pieces_too)
{
    const tests::DockerRegistry registry;
    tests::TestSession session;
    RegistryClient client(Location::parse(registry.host() + "/pieces").value(), {}, session.registry);
    const auto bytes = std::string(3 * mebibyte, 'p');
    auto upload = UploadSession::begin(client, Digest::of(bytes)).value().value();
    TextStream stream(bytes);
    for (int i = 0; i < 3; ++i) ASSERT_TRUE(upload.send(stream, mebibyte, UploadSession::Piece::middle));
    EXPECT_EQ(upload.received(), 3 * mebibyte);
    ASSERT_TRUE(upload.look());
    EXPECT_EQ(upload.received(), 3 * mebibyte);
    EXPECT_TRUE(upload.commit(Digest::of(bytes)));
}

TEST(OciDockerUploads, that_are_cancelled_are_forgotten)
{
    const tests::DockerRegistry registry;
    tests::TestSession session;
    RegistryClient client(Location::parse(registry.host() + "/cancelled").value(), {}, session.registry);
    const auto bytes = std::string(mebibyte, 'p');
    auto upload = UploadSession::begin(client, Digest::of(bytes)).value().value();
    TextStream stream(bytes);
    ASSERT_TRUE(upload.send(stream, mebibyte, UploadSession::Piece::middle));
    upload.cancel();
    EXPECT_EQ(upload.look().error().kind, ErrorKind::not_found);
}

}  // namespace
}  // namespace tagwarden
