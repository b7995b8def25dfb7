// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/http/http_client.h"

#include <gtest/gtest.h>

#include "adapters/http/curl_transport.h"
#include "tests/support/loopback.h"
#include "tests/support/scripted_server.h"
#include "tests/support/text_stream.h"

namespace tagwarden {
namespace {

using tests::ScriptedAnswer;
using tests::ScriptedServer;
using tests::TextStream;

HttpRequest get(const ScriptedServer& server, const std::string& path)
{
    return {"GET", "http://" + server.host() + path, {}, {}, nullptr, 0};
}

HttpRequest put(const ScriptedServer& server, ByteStream& stream, std::int64_t size)
{
    return {"PUT", "http://" + server.host() + "/up", {}, {}, &stream, size};
}

TEST(HttpClient, gives_status_headers_without_case_and_body)
{
    ScriptedServer server;
    server.on("GET /a", {418, {{"X-Thing", "one"}, {"x-thing", "two"}}, "short and stout"});
    CurlTransport curl;
    HttpClient http(curl);
    const auto answer = http.send(get(server, "/a"), 100);
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 418);
    EXPECT_EQ(answer->headers.find("X-THING"), "one, two");
    EXPECT_EQ(answer->headers.find("x-other"), std::nullopt);
    EXPECT_EQ(answer->headers.content_length(), 15);
    EXPECT_EQ(answer->body, "short and stout");
    EXPECT_EQ(server.requests().front().headers.at("user-agent"), "tagwarden/0.1.0");
}

TEST(HttpClient, one_connection_serves_one_request_after_the_other)
{
    ScriptedServer server;
    server.on("GET /a", {200, {}, "a"});
    server.on("POST /a", {201, {}, "posted"});
    CurlTransport curl;
    HttpClient http(curl);
    for (int i = 0; i < 3; ++i) EXPECT_TRUE(http.send(get(server, "/a"), 100));
    EXPECT_TRUE(http.send({"POST", "http://" + server.host() + "/a", {}, "text", nullptr, 0}, 100));
    EXPECT_TRUE(http.send({"HEAD", "http://" + server.host() + "/a", {}, {}, nullptr, 0}, 100));
    EXPECT_EQ(server.connections(), 1);
}

TEST(HttpClient, a_body_over_its_limit_is_malformed)
{
    ScriptedServer server;
    server.on("GET /a", {200, {}, std::string(101, 'x')});
    server.on("GET /b", {200, {}, std::string(100, 'x')});
    CurlTransport curl;
    HttpClient http(curl);
    const auto answer = http.send(get(server, "/a"), 100);
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, ErrorKind::malformed);
    EXPECT_NE(answer.error().trail.front().find("GET " + server.host() + "/a"), std::string::npos);
    EXPECT_TRUE(http.send(get(server, "/b"), 100));
}

TEST(HttpClient, an_interim_answer_is_not_the_answer)
{
    ScriptedServer server;
    server.on("GET /a",
              {103, {{"Content-Length", ""}, {"X-Early", "1"}}, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"});
    CurlTransport curl;
    HttpClient http(curl);
    const auto answer = http.send(get(server, "/a"), 100);
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 200);
    EXPECT_EQ(answer->headers.find("x-early"), std::nullopt);
    EXPECT_EQ(answer->body, "ok");
}

TEST(HttpClient, nobody_there_is_unreachable_and_names_the_request)
{
    CurlTransport curl;
    HttpClient http(curl);
    const auto host = "127.0.0.1:" + std::to_string(tests::free_loopback_port());
    const auto answer = http.send({"GET", "http://" + host + "/v2/?token=secret", {}, {}, nullptr, 0}, 100);
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, ErrorKind::unreachable);
    EXPECT_FALSE(answer.error().lasting);
    EXPECT_NE(answer.error().message.find("GET " + host + "/v2/ got no answer"), std::string::npos);
    EXPECT_EQ(answer.error().message.find("secret"), std::string::npos);
}

TEST(HttpClient, a_name_that_no_host_can_have_stays_unreachable)
{
    CurlTransport curl;
    const auto answer = HttpClient(curl).send({"GET", "http://" + std::string(64, 'x') + ".example/", {}, {}}, 100);
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, ErrorKind::unreachable);
    EXPECT_TRUE(answer.error().lasting) << answer.error().message;
}

TEST(HttpClient, silence_ends_by_the_time_outs)
{
    ScriptedServer server;
    server.on("GET /a", {.silent = true});
    server.on("GET /b", {.headers = {{"Content-Length", "10"}}, .body = "half", .silent = false});
    constexpr std::chrono::milliseconds soon{150};
    CurlTransport curl(NetworkSettings{.first_byte = soon, .stall = soon});
    HttpClient http(curl);
    for (const auto* path : {"/a", "/b"}) {
        const auto answer = http.send(get(server, path), 100);
        ASSERT_FALSE(answer);
        EXPECT_EQ(answer.error().kind, ErrorKind::unreachable);
    }
}

TEST(HttpClient, a_connection_that_breaks_off_is_unreachable)
{
    ScriptedServer server;
    server.on("GET /a", {.headers = {{"Content-Length", "10"}}, .body = "half", .close = true});
    CurlTransport curl;
    HttpClient http(curl);
    const auto answer = http.send(get(server, "/a"), 100);
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, ErrorKind::unreachable);
    EXPECT_NE(answer.error().message.find("broke off"), std::string::npos);
}

TEST(HttpClient, headers_without_end_are_malformed)
{
    ScriptedServer server;
    ScriptedAnswer answer;
    for (int i = 0; i < 270; ++i) answer.headers.emplace_back("X-" + std::to_string(i), std::string(1000, 'x'));
    server.on("GET /a", answer);
    CurlTransport curl;
    HttpClient http(curl);
    const auto got = http.send(get(server, "/a"), 100);
    ASSERT_FALSE(got);
    EXPECT_EQ(got.error().kind, ErrorKind::malformed);
}

TEST(HttpClient, a_header_with_a_line_break_is_not_sent_nor_shown)
{
    CurlTransport curl;
    ScriptedServer server;
    auto request = get(server, "/a");
    request.headers = {{"Authorization", "Bearer hush\r\nX-Evil: 1"}};
    const auto answer = HttpClient(curl).send(request, 100);
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, ErrorKind::malformed);
    EXPECT_EQ(answer.error().message, "the header Authorization of GET " + server.host() +
                                          "/a cannot be sent: its value has control characters");
    EXPECT_TRUE(server.lines().empty());
}

TEST(HttpClient, a_redirect_to_the_same_host_keeps_the_headers_and_to_another_those_that_say_who_asks_are_left_out)
{
    ScriptedServer here;
    ScriptedServer there;
    here.on("GET /near", {307, {{"Location", "/final"}}});
    here.on("GET /far", {307, {{"Location", "http://" + there.host() + "/final?signature=s"}}});
    here.on("GET /final", {200, {}, "near"});
    there.on("GET /final?signature=s", {200, {}, "far"});
    CurlTransport curl;
    HttpClient http(curl);
    for (const std::string path : {"/near", "/far"}) {
        auto request = get(here, path);
        request.headers = {
            {"Authorization", "hush"}, {"Cookie", "hush"}, {"proxy-authorization", "hush"}, {"Range", "bytes=1-"}};
        const auto answer = http.send(request, 100);
        ASSERT_TRUE(answer);
        EXPECT_EQ("/" + answer->body, path);
    }
    for (const std::string secret : {"authorization", "cookie", "proxy-authorization"}) {
        EXPECT_TRUE(here.requests().at(1).headers.contains(secret)) << secret;
        EXPECT_FALSE(there.requests().at(0).headers.contains(secret)) << secret;
    }
    EXPECT_TRUE(here.requests().at(1).headers.contains("range"));
    EXPECT_EQ(there.requests().at(0).headers.at("range"), "bytes=1-");
}

TEST(HttpClient, follows_five_redirects_and_not_six)
{
    ScriptedServer server;
    for (int i = 0; i < 6; ++i)
        server.on("GET /" + std::to_string(i), {302, {{"Location", "/" + std::to_string(i + 1)}}});
    server.on("GET /6", {200, {}, "there"});
    CurlTransport curl;
    HttpClient http(curl);
    EXPECT_EQ(http.send(get(server, "/1"), 100)->body, "there");
    const auto answer = http.send(get(server, "/0"), 100);
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, ErrorKind::malformed);
}

TEST(HttpClient, a_redirect_to_another_scheme_is_refused)
{
    ScriptedServer server;
    server.on("GET /a", {302, {{"Location", "https://" + server.host() + "/a"}}});
    server.on("GET /b", {302, {{"Location", "file:///etc/passwd"}}});
    CurlTransport curl;
    HttpClient http(curl);
    EXPECT_EQ(http.send(get(server, "/a"), 100).error().kind, ErrorKind::refused);
    EXPECT_TRUE(http.send(get(server, "/a"), 100).error().hint.starts_with("the server wants TLS"));
    EXPECT_EQ(http.send(get(server, "/b"), 100).error().kind, ErrorKind::malformed);
}

TEST(HttpClient, a_redirect_of_what_changes_something_is_an_answer_and_not_followed)
{
    CurlTransport curl;
    ScriptedServer server;
    server.on("PUT /up", {307, {{"Location", "/elsewhere"}}});
    TextStream stream("text");
    EXPECT_EQ(HttpClient(curl).send(put(server, stream, 4), 100)->status, 307);
    EXPECT_EQ(server.lines(), std::vector<std::string>{"PUT /up"});
}

TEST(HttpClient, an_upload_sends_exactly_what_was_announced)
{
    CurlTransport curl;
    ScriptedServer server;
    server.on("PUT /up", {201});
    const std::string large(3'000'000, 'x');
    for (const auto& text : {std::string(), std::string("a"), large}) {
        TextStream stream(text);
        const auto answer = HttpClient(curl).send(put(server, stream, static_cast<std::int64_t>(text.size())), 100);
        ASSERT_TRUE(answer) << answer.error().message;
        EXPECT_TRUE(server.requests().back().body == text);
        EXPECT_EQ(server.requests().back().headers.at("content-length"), std::to_string(text.size()));
    }
}

TEST(HttpClient, an_upload_whose_stream_has_another_length_never_ends_well)
{
    CurlTransport curl;
    ScriptedServer server;
    server.on("PUT /up", {201});
    for (const auto& [text, announced] : {std::pair{"short", 6}, {"longer", 5}, {"some", 0}}) {
        TextStream stream(text);
        const auto answer = HttpClient(curl).send(put(server, stream, announced), 100);
        ASSERT_FALSE(answer) << text;
        EXPECT_EQ(answer.error().kind, ErrorKind::malformed);
    }
    for (const auto& request : server.requests()) EXPECT_EQ(request.body, "(cut off)");
}

TEST(HttpClient, an_upload_gives_the_error_of_its_stream)
{
    CurlTransport curl;
    struct Broken final : ByteStream {
        Result<std::size_t> read(std::span<char>) override { return fail(ErrorKind::local, "the disk is gone"); }
    } broken;
    ScriptedServer server;
    server.on("PUT /up", {201});
    const auto answer = HttpClient(curl).send(put(server, broken, 5), 100);
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, ErrorKind::local);
    EXPECT_EQ(answer.error().message, "the disk is gone");
}

TEST(HttpClient, an_upload_may_pull_from_a_download_of_the_same_client)
{
    ScriptedServer server;
    const std::string large(5'000'000, 'y');
    server.on("GET /down", {200, {}, large});
    server.on("PUT /up", {201});
    CurlTransport curl;
    HttpClient http(curl);
    auto download = http.open(get(server, "/down"));
    ASSERT_TRUE(download);
    const auto answer = http.send(put(server, *download->body, static_cast<std::int64_t>(large.size())), 100);
    ASSERT_TRUE(answer) << answer.error().message;
    EXPECT_TRUE(server.requests().back().body == large);
}

TEST(HttpClient, a_refused_upload_shows_the_answer_although_the_server_hung_up)
{
    CurlTransport curl;
    ScriptedServer server;
    server.on("PUT /up", {413, {{"Content-Length", "99"}}, "too large", true});
    TextStream stream(std::string(100, 'x'));
    const auto answer = HttpClient(curl).send(put(server, stream, 100), 100);
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 413);
    EXPECT_EQ(answer->body, "too large");
}

TEST(HttpClient, a_download_outlives_its_transport)
{
    ScriptedServer server;
    server.on("GET /down", {200, {}, "bytes"});
    auto download = CurlTransport().open(get(server, "/down"));
    ASSERT_TRUE(download);
    EXPECT_EQ(read_whole(std::move(*download), 100)->body, "bytes");
}

}  // namespace
}  // namespace tagwarden
