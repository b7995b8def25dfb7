// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include <filesystem>

#include "adapters/http/curl_transport.h"
#include "adapters/http/http_client.h"
#include "tests/adapters/http/slow_reader.h"
#include "tests/support/nginx.h"
#include "tests/support/text_stream.h"

namespace tagwarden {
namespace {

using tests::Nginx;
using tests::TestAuthority;
using tests::TextStream;

class Http2 : public testing::Test {
protected:
    NetworkSettings settings(bool http2 = true) const
    {
        NetworkSettings settings;
        settings.ca_file = authority.file();
        settings.http2 = http2;
        return settings;
    }

    Nginx site(const std::string& locations, bool http2 = true)
    {
        return Nginx({.locations = locations, .certificate = authority.issue({"127.0.0.1"}), .http2 = http2});
    }

    TestAuthority authority;
};

TEST_F(Http2, is_spoken_where_both_sides_want_it)
{
    const std::string locations = "location / { return 200 $server_protocol; }";
    for (const bool offered : {true, false}) {
        const auto server = site(locations, offered);
        for (const bool wanted : {true, false}) {
            CurlTransport transport(settings(wanted));
            const auto answer = HttpClient(transport).send({"GET", server.url("/"), {}, {}, nullptr, 0}, 100);
            ASSERT_TRUE(answer) << answer.error().message;
            EXPECT_EQ(answer->body, offered && wanted ? "HTTP/2.0" : "HTTP/1.1");
        }
    }
}

TEST_F(Http2, is_never_tried_without_tls)
{
    const Nginx plain({.locations = "location / { return 200 $server_protocol$http_upgrade; }"});
    CurlTransport transport(settings());
    EXPECT_EQ(HttpClient(transport).send({"GET", plain.url("/"), {}, {}, nullptr, 0}, 100)->body, "HTTP/1.1");
}

TEST_F(Http2, a_slow_reader_needs_no_memory)
{
    const auto server = site("location / { root $arg_folder; }");
    CurlTransport transport(settings());
    auto answer = transport.open({"GET", tests::large_file(server), {}, {}, nullptr, 0});
    ASSERT_TRUE(answer) << answer.error().message;
    EXPECT_EQ(answer->headers.find("x-protocol"), "HTTP/2.0");
    const auto slow = tests::read_slowly(*answer->body);
    EXPECT_EQ(slow.bytes, tests::large_size);
    EXPECT_LT(slow.memory, 2'000'000);
}

TEST_F(Http2, an_upload_may_pull_from_a_download_of_the_same_server)
{
    const auto server = site("client_max_body_size 0; dav_methods PUT; location / { root $arg_folder; }");
    const std::string large(5'000'000, 'y');
    std::ofstream(server.folder() + "/from") << large;
    CurlTransport transport(settings());
    const auto folder = "?folder=" + server.folder();
    auto download = transport.open({"GET", server.url("/from" + folder), {}, {}, nullptr, 0});
    ASSERT_TRUE(download) << download.error().message;
    const auto answer = HttpClient(transport).send(
        {"PUT", server.url("/to" + folder), {}, {}, download->body.get(), static_cast<std::int64_t>(large.size())},
        100);
    ASSERT_TRUE(answer) << answer.error().message;
    EXPECT_EQ(answer->status, 201);
    EXPECT_TRUE(
        read_whole({200, {}, std::move(transport.open({"GET", server.url("/to" + folder), {}, {}, nullptr, 0})->body)},
                   large.size())
            ->body == large);
}

TEST_F(Http2, a_text_goes_up_over_it)
{
    const auto server = site("dav_methods PUT; location / { root $arg_folder; }");
    CurlTransport transport(settings());
    const std::string manifest(100'000, 'm');
    const HttpRequest put{"PUT", server.url("/to?folder=" + server.folder()), {}, manifest, nullptr, 0};
    for (const int status : {201, 204}) {
        const auto answer = HttpClient(transport).send(put, 100);
        ASSERT_TRUE(answer) << answer.error().message;
        EXPECT_EQ(answer->status, status);
        EXPECT_EQ(answer->headers.find("x-protocol"), "HTTP/2.0");
    }
    EXPECT_EQ(std::filesystem::file_size(server.folder() + "/to"), manifest.size());
}

TEST_F(Http2, an_upload_that_its_source_breaks_off_never_ends_well)
{
    const auto server = site("client_max_body_size 0; dav_methods PUT; location / { root $arg_folder; }");
    TextStream stream(std::string(1'000'000, 'x'));
    CurlTransport transport(settings());
    const auto answer =
        transport.open({"PUT", server.url("/to?folder=" + server.folder()), {}, {}, &stream, 1'000'001});
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, ErrorKind::malformed);
    EXPECT_FALSE(std::filesystem::exists(server.folder() + "/to"));
}

}  // namespace
}  // namespace tagwarden
