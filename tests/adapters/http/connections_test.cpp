// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>

#include "adapters/http/curl_transport.h"
#include "adapters/http/http_client.h"
#include "tests/adapters/http/slow_reader.h"
#include "tests/support/loopback.h"
#include "tests/support/nginx.h"
#include "tests/support/scripted_server.h"
#include "tests/support/text_stream.h"

namespace tagwarden {
namespace {

using namespace std::chrono_literals;
using tests::Nginx;
using tests::ScriptedServer;
using tests::TestAuthority;

constexpr auto soon = 150ms;
constexpr auto later = 600ms;  // for what must not end too soon on a busy machine

HttpRequest get(const std::string& url)
{
    return {"GET", url, {}, {}, nullptr, 0};
}

/// Runs out the time of a transfer that is not looked at meanwhile: another one's time-out takes longer than its own.
void let_time_pass(ScriptedServer& silent)
{
    silent.on("GET /silence", {.silent = true});
    CurlTransport patient(NetworkSettings{.first_byte = later + 50ms});
    ASSERT_FALSE(patient.open(get("http://" + silent.host() + "/silence")));
}

TEST(Connections, requests_to_two_hosts_in_turn_use_one_connection_each)
{
    ScriptedServer here;
    ScriptedServer there;
    here.on("GET /", {200, {}, "here"});
    there.on("GET /", {200, {}, "there"});
    CurlTransport transport;
    HttpClient http(transport);
    for (int i = 0; i < 5; ++i)
        for (const auto* server : {&here, &there}) EXPECT_TRUE(http.send(get("http://" + server->host() + "/"), 100));
    EXPECT_EQ(here.connections(), 1);
    EXPECT_EQ(there.connections(), 1);
}

TEST(Connections, more_than_may_idle_are_closed_the_longest_waiting_first)
{
    ScriptedServer a, b, c;
    CurlTransport transport(NetworkSettings{.idle_connections = 2});
    HttpClient http(transport);
    const auto ask = [&](ScriptedServer& server) { ASSERT_TRUE(http.send(get("http://" + server.host() + "/"), 100)); };
    for (auto* server : {&a, &b, &c, &b, &c}) ask(*server);
    EXPECT_EQ(b.connections(), 1);
    EXPECT_EQ(c.connections(), 1);
    ask(a);
    EXPECT_EQ(a.connections(), 2);
}

TEST(Connections, ipv6_is_spoken)
{
    const Nginx site({.locations = "location / { return 200 $server_addr; }", .address = "[::1]"});
    CurlTransport transport;
    const auto answer = HttpClient(transport).send(get(site.url("/")), 100);
    ASSERT_TRUE(answer) << answer.error().message;
    EXPECT_EQ(answer->body, "::1");
}

TEST(Connections, a_text_is_sent_again_when_a_kept_connection_was_closed)
{
    const Nginx site({.locations = "location / { if ($connection_requests = 2) { return 444; } "  // hangs up
                                   "return 200 $content_length; }"});
    CurlTransport transport;
    HttpClient http(transport);
    for (int i = 0; i < 3; ++i) {
        const auto answer = http.send({"POST", site.url("/"), {}, "text", nullptr, 0}, 100);
        ASSERT_TRUE(answer) << answer.error().message;
        EXPECT_EQ(answer->body, "4");
    }
}

TEST(Connections, a_stream_is_not_sent_again)
{
    const Nginx site({.locations = "location / { if ($connection_requests = 2) { return 444; } return 200 yes; }"});
    CurlTransport transport;
    HttpClient http(transport);
    ASSERT_TRUE(http.send(get(site.url("/")), 100));
    tests::TextStream stream("text");
    const auto answer = http.send({"PUT", site.url("/"), {}, {}, &stream, 4}, 100);
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, ErrorKind::unreachable) << answer.error().message;
    EXPECT_NE(answer.error().message.find("was closed while it was used again"), std::string::npos)
        << answer.error().message;
}

TEST(Connections, nobody_there_is_told_from_a_name_that_nobody_has)
{
    CurlTransport transport;
    const auto nobody = fmt::format("127.0.0.1:{}", tests::free_loopback_port());
    const auto refused = transport.open(get("http://" + nobody + "/v2/?token=secret"));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().message,
              fmt::format("GET {0}/v2/ got no answer: {0} cannot be connected to: Connection refused", nobody));
    const auto unknown = transport.open(get("http://registry.invalid/v2/?token=secret"));
    ASSERT_FALSE(unknown);
    EXPECT_EQ(unknown.error().message,
              "GET registry.invalid/v2/ got no answer: no address is known for registry.invalid");
}

TEST(Connections, a_server_that_takes_a_request_and_says_nothing_is_given_up_on)
{
    ScriptedServer server;
    server.on("GET /", {.silent = true});
    CurlTransport transport(NetworkSettings{.first_byte = soon});
    const auto answer = transport.open(get("http://" + server.host() + "/"));
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, ErrorKind::unreachable);
    EXPECT_EQ(answer.error().message,
              fmt::format("GET {0}/ got no answer: {0} took the request and said nothing for 0.15 s", server.host()));
}

TEST(Connections, a_server_that_does_not_finish_tls_is_given_up_on)
{
    const int silent = tests::listen_on_loopback();
    const auto host = fmt::format("127.0.0.1:{}", tests::port_of(silent));
    CurlTransport transport(NetworkSettings{.connect = soon});
    const auto answer = transport.open(get("https://" + host + "/"));
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().message, fmt::format("GET {0}/ got no answer: {0} did not let us connect in time", host));
}

TEST(Connections, a_download_that_trickles_below_the_rate_has_stalled)
{
    ScriptedServer server;
    server.on("GET /", {.headers = {{"Content-Length", "10"}}, .body = "half"});
    CurlTransport transport(NetworkSettings{.stall = soon});
    auto answer = transport.open(get("http://" + server.host() + "/"));
    ASSERT_TRUE(answer);
    const auto all = read_whole(std::move(*answer), 100);
    ASSERT_FALSE(all);
    EXPECT_EQ(all.error().message,
              fmt::format("GET {}/ broke off: less than 1000 bytes a second came through for 0.15 s", server.host()));
}

TEST(Connections, an_upload_that_nobody_takes_has_stalled)
{
    const int silent = tests::listen_on_loopback();
    tests::TextStream stream(std::string(20'000'000, 'x'));
    CurlTransport transport(NetworkSettings{.stall = soon});
    const auto answer = transport.open(
        {"PUT", fmt::format("http://127.0.0.1:{}/", tests::port_of(silent)), {}, {}, &stream, 20'000'000});
    ASSERT_FALSE(answer);
    EXPECT_NE(answer.error().message.find("less than 1000 bytes a second"), std::string::npos)
        << answer.error().message;
}

TEST(Connections, a_download_that_nobody_reads_for_long_has_not_stalled)
{
    ScriptedServer server;
    const std::string large(20'000'000, 'x');
    server.on("GET /", {200, {}, large});
    CurlTransport transport(NetworkSettings{.stall = later});
    auto answer = transport.open(get("http://" + server.host() + "/"));
    ASSERT_TRUE(answer);
    let_time_pass(server);
    EXPECT_EQ(read_whole(std::move(*answer), large.size())->body.size(), large.size());
}

TEST(Connections, a_slow_reader_needs_no_memory)
{
    const Nginx site({.locations = "location / { root $arg_folder; }"});
    CurlTransport transport;
    auto answer = transport.open(get(tests::large_file(site)));
    ASSERT_TRUE(answer) << answer.error().message;
    const auto slow = tests::read_slowly(*answer->body);
    EXPECT_EQ(slow.bytes, tests::large_size);
    EXPECT_LT(slow.memory, 2'000'000);
}

TEST(Connections, an_upload_whose_source_has_no_bytes_yet_has_not_stalled)
{
    struct Slow final : ByteStream {
        explicit Slow(ScriptedServer& server) : silent(server) {}
        Result<std::size_t> read(std::span<char> into) override
        {
            if (left == 0) return 0;
            let_time_pass(silent);
            --left;
            into[0] = 'x';
            return 1;
        }
        ScriptedServer& silent;
        int left = 1;
    };
    ScriptedServer server;
    server.on("PUT /", {201});
    Slow slow(server);
    CurlTransport transport(NetworkSettings{.first_byte = later, .stall = later});
    const auto answer = transport.open({"PUT", "http://" + server.host() + "/", {}, {}, &slow, 1});
    ASSERT_TRUE(answer) << answer.error().message;
    EXPECT_EQ(answer->status, 201);
}

/// Wants to stop when it was asked so many times.
struct StopAfter final : StopSignal {
    explicit StopAfter(int asked) : left(asked) {}
    bool stopped() const override { return left-- <= 0; }
    mutable std::atomic<int> left;
};

TEST(Connections, who_is_stopped_waits_for_nobody)
{
    ScriptedServer server;
    server.on("GET /silent?token=secret", {.silent = true});
    server.on("GET /half", {.headers = {{"Content-Length", "10"}}, .body = "half"});
    const StopAfter stop(3);
    CurlTransport transport({}, stop);
    const auto begun = std::chrono::steady_clock::now();
    const auto silent = transport.open(get("http://" + server.host() + "/silent?token=secret"));
    ASSERT_FALSE(silent);
    EXPECT_EQ(silent.error().kind, ErrorKind::interrupted);
    EXPECT_EQ(silent.error().message, fmt::format("interrupted while GET {}/silent was under way", server.host()));
    stop.left = 1'000'000;
    auto half = transport.open(get("http://" + server.host() + "/half"));
    ASSERT_TRUE(half);
    stop.left = 1;
    EXPECT_EQ(read_whole(std::move(*half), 100).error().kind, ErrorKind::interrupted);
    EXPECT_LT(std::chrono::steady_clock::now() - begun, 10s);  // and not after the time-outs of a minute or two
}

TEST(Connections, a_proxy_is_asked_for_what_is_not_excepted)
{
    ScriptedServer proxy;
    proxy.on("GET http://r.example/a", {200, {}, "by proxy"});
    const auto url = "http://me:secret@" + proxy.host();
    const auto body = [&](const std::string& not_for) {
        CurlTransport transport(NetworkSettings{.proxies = {"", url, not_for}});
        auto answer = HttpClient(transport).send(get("http://r.example/a"), 100);
        return answer ? answer->body : answer.error().message;
    };
    EXPECT_EQ(body(""), "by proxy");
    EXPECT_EQ(body("other.example,r.example:81"), "by proxy");
    EXPECT_EQ(proxy.requests().front().headers.at("proxy-authorization"), "Basic bWU6c2VjcmV0");
    const auto asked = proxy.requests().size();
    for (const auto* list : {"r.example", ".example", "*", "r.example:80"}) EXPECT_NE(body(list), "by proxy") << list;
    EXPECT_EQ(proxy.requests().size(), asked);
}

TEST(Connections, a_proxy_that_is_not_there_is_named_and_only_where_it_was_asked)
{
    const auto nobody = fmt::format("127.0.0.1:{}", tests::free_loopback_port());
    CurlTransport transport(NetworkSettings{.proxies = {"", "http://me:secret@" + nobody, "excepted.invalid"}});
    EXPECT_EQ(
        transport.open(get("http://r.example/")).error().message,
        fmt::format("GET r.example/ got no answer: the proxy {} cannot be connected to: Connection refused", nobody));
    EXPECT_EQ(transport.open(get("http://excepted.invalid/")).error().message,
              "GET excepted.invalid/ got no answer: no address is known for excepted.invalid");
}

TEST(Connections, loopback_is_never_asked_for_through_a_proxy_and_the_environment_says_nothing)
{
    ScriptedServer server;
    server.on("GET /", {200, {}, "direct"});
    const auto nobody = fmt::format("http://127.0.0.1:{}", tests::free_loopback_port());
    CurlTransport transport(NetworkSettings{.proxies = {nobody, nobody, ""}});
    EXPECT_TRUE(transport.open(get("http://" + server.host() + "/")));

    setenv("http_proxy", ("http://" + server.host()).c_str(), 1);
    const auto answer = CurlTransport().open(get("http://registry.invalid/"));
    unsetenv("http_proxy");
    ASSERT_FALSE(answer);
    EXPECT_NE(answer.error().message.find("no address is known for registry.invalid"), std::string::npos);
}

TEST(Connections, a_proxy_that_refuses_is_named_without_its_login)
{
    ScriptedServer proxy;
    proxy.on("CONNECT r.example:443", {407, {{"Proxy-Authenticate", "Basic realm=x"}}, ""});
    CurlTransport transport(NetworkSettings{.proxies = {"http://me:secret@" + proxy.host(), "", ""}});
    const auto answer = transport.open(get("https://r.example/"));
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().message,
              fmt::format("GET r.example/ got no answer: the proxy {} answers 407 and does not connect to r.example",
                          proxy.host()));
}

}  // namespace
}  // namespace tagwarden
