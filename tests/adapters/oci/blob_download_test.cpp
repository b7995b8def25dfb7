// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/oci/blob_download.h"

#include "tests/adapters/oci/scripted_registry.h"

namespace tagwarden {
namespace {

using tests::read_all;
using tests::ScriptedAnswer;

struct OciDownloads : tests::ScriptedRegistry {
    const std::string bytes = std::string(50'000, 'a') + std::string(50'000, 'b');
    const Descriptor blob{"application/octet-stream", Digest::of(bytes), 100'000};
    const std::string get = "GET /v2/app/blobs/" + blob.digest.str();
    const ScriptedAnswer breaks{200, {{"Content-Length", "100000"}}, bytes.substr(0, 30'000), true};

    static ScriptedAnswer rest(const std::string& of, std::size_t from)
    {
        return {206, {{"Content-Range", "bytes " + std::to_string(from) + "-99999/100000"}}, of.substr(from)};
    }
    Result<std::string> download()
    {
        const auto stream = repository->open_blob(blob);
        if (!stream) return fail(stream.error());
        return read_all(**stream);
    }
    std::vector<std::string> ranges() const
    {
        std::vector<std::string> all;
        for (const auto& request : server.requests()) {
            const auto found = request.headers.find("range");
            all.push_back(found == request.headers.end() ? "" : found->second);
        }
        return all;
    }
};

TEST_F(OciDownloads, that_break_are_taken_up_where_they_broke)
{
    server.in_turn(get, {breaks, rest(bytes, 30'000)});
    EXPECT_TRUE(download() == bytes);
    EXPECT_EQ(ranges(), (std::vector<std::string>{"", "bytes=30000-"}));
    EXPECT_GT(session.clock.waited().count(), 0);
}

TEST_F(OciDownloads, that_break_behind_a_redirect_are_taken_up_there_too)
{
    tests::ScriptedServer storage;
    server.on(get, {307, {{"Location", "http://" + storage.host() + "/blob?signature=s"}}});
    storage.in_turn("GET /blob?signature=s", {breaks, rest(bytes, 30'000)});
    EXPECT_TRUE(download() == bytes);
    EXPECT_EQ(storage.requests().back().headers.at("range"), "bytes=30000-");
}

TEST_F(OciDownloads, that_break_behind_their_last_byte_are_whole)
{
    server.on(get, {200, {{"Transfer-Encoding", "chunked"}}, "186a0\r\n" + bytes + "\r\n", true});
    EXPECT_TRUE(download() == bytes);
    EXPECT_EQ(server.lines().size(), 1U);
    EXPECT_EQ(session.clock.waited().count(), 0);
}

TEST_F(OciDownloads, from_a_server_without_ranges_pass_over_what_is_known)
{
    server.in_turn(get, {breaks, {200, {}, bytes}});
    EXPECT_TRUE(download() == bytes);
}

TEST_F(OciDownloads, that_go_on_with_other_bytes_are_malformed)
{
    const auto other = std::string(100'000, 'x');
    server.in_turn(get, {breaks, rest(other, 30'000)});
    EXPECT_EQ(download().error().kind, ErrorKind::malformed);
}

TEST_F(OciDownloads, that_go_on_at_another_place_are_malformed)
{
    server.in_turn(get, {breaks, rest(bytes, 20'000)});
    EXPECT_EQ(download().error().kind, ErrorKind::malformed);
}

TEST_F(OciDownloads, that_bring_nothing_more_end_after_six_attempts)
{
    server.in_turn(
        get, {breaks, {206, {{"Content-Range", "bytes 30000-99999/100000"}, {"Content-Length", "70000"}}, "", true}});
    const auto error = download().error();
    EXPECT_EQ(error.kind, ErrorKind::unreachable);
    EXPECT_TRUE(error.message.ends_with("(6 attempts)")) << error.message;
    EXPECT_EQ(server.lines().size(), 6U);
}

TEST_F(OciDownloads, that_bring_a_little_each_time_go_on)
{
    std::vector<ScriptedAnswer> answers{breaks};
    for (std::size_t from = 30'000; from < 100'000; from += 5'000) {
        auto answer = rest(bytes, from);
        answer.headers.emplace_back("Content-Length", std::to_string(100'000 - from));
        answer.body.resize(5'000);
        answer.close = true;
        answers.push_back(answer);
    }
    server.in_turn(get, answers);
    EXPECT_TRUE(download() == bytes);
    EXPECT_EQ(server.lines().size(), 15U);
}

TEST_F(OciDownloads, of_another_size_than_said_are_refused_before_a_byte_is_read)
{
    server.on(get, {200, {}, bytes.substr(1)});
    const auto error = repository->open_blob(blob).error();
    EXPECT_EQ(error.kind, ErrorKind::malformed);
    EXPECT_NE(error.message.find("has 99999 bytes, its descriptor says 100000"), std::string::npos);
}

TEST_F(OciDownloads, can_be_rewound)
{
    server.in_turn(get, {{200, {}, bytes}, rest(bytes, 40'000)});
    auto download = BlobDownload::begin(client, blob).value();
    EXPECT_TRUE(read_all(*download) == bytes);
    ASSERT_TRUE(download->rewind(40'000));
    EXPECT_TRUE(read_all(*download) == bytes.substr(40'000));
}

}  // namespace
}  // namespace tagwarden
