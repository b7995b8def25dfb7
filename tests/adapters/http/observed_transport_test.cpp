// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/http/observed_transport.h"

#include <gtest/gtest.h>

#include "adapters/http/curl_transport.h"
#include "adapters/http/patient_client.h"
#include "adapters/http/shown_url.h"
#include "tests/support/loopback.h"
#include "tests/support/recorded_requests.h"
#include "tests/support/scripted_server.h"
#include "tests/support/set_clock.h"
#include "tests/support/text_stream.h"

namespace tagwarden {
namespace {

using tests::ScriptedAnswer;
using tests::TextStream;
using namespace std::chrono_literals;

struct ObservedRequests : testing::Test {
    Result<HttpResponse> get(const std::string& path) { return client.send({"GET", url(path), {}, {}}, 1000); }
    std::string url(const std::string& path) const { return "http://" + server.host() + path; }

    tests::ScriptedServer server;
    CurlTransport curl;
    tests::SetClock clock;
    NeverStopped stop;
    NoNotices notices;
    tests::RecordedRequests seen;
    ObservedTransport transport{curl, clock, seen};
    PatientClient client{{transport, clock, stop, notices, &seen}, {.attempts = 3}};
};

TEST_F(ObservedRequests, are_told_with_what_came_back)
{
    server.on("GET /v2/app/tags/list?n=2", {200, {}, "body"});
    ASSERT_TRUE(get("/v2/app/tags/list?n=2"));
    const RequestNote wanted{.method = "GET", .url = url("/v2/app/tags/list?n=2"), .status = 200, .received = 4};
    EXPECT_EQ(seen.requests(), std::vector{wanted});
}

TEST_F(ObservedRequests, are_told_with_what_was_sent)
{
    server.on("PUT /up", {201});
    TextStream stream("streamed");
    const HttpRequest streamed{"PUT", url("/up"), {}, {}, &stream, 8};
    ASSERT_TRUE(client.send_once(streamed, 1000));
    ASSERT_TRUE(client.send({"PUT", url("/up"), {}, "text"}, 1000));
    const auto notes = seen.requests();
    ASSERT_EQ(notes.size(), 2U);
    EXPECT_TRUE(notes[0].sends && notes[1].sends);
    EXPECT_EQ(notes[0].sent, 8);
    EXPECT_EQ(notes[1].sent, 4);
    EXPECT_EQ(server.requests()[0].body, "streamed");
}

TEST_F(ObservedRequests, take_as_long_as_the_last_byte_takes_and_are_told_when_it_was_read)
{
    server.on("GET /blob", {200, {}, "a blob"});
    const auto answer = client.open({"GET", url("/blob"), {}, {}});
    ASSERT_TRUE(answer);
    EXPECT_TRUE(seen.requests().empty());
    clock.wait(3s);
    EXPECT_EQ(tests::read_all(*answer->body).value(), "a blob");
    clock.wait(5s);
    ASSERT_EQ(seen.requests().size(), 1U);
    EXPECT_EQ(seen.requests()[0].took, 3s);
    EXPECT_EQ(seen.requests()[0].received, 6);
}

TEST_F(ObservedRequests, are_told_when_nobody_wants_the_rest_of_the_answer)
{
    server.on("GET /blob", {200, {}, std::string(100'000, 'x')});
    ASSERT_TRUE(client.open({"GET", url("/blob"), {}, {}}));
    EXPECT_EQ(seen.in_short(), std::vector<std::string>{"GET 200 1"});
}

TEST_F(ObservedRequests, say_why_there_was_no_answer_or_not_all_of_it)
{
    server.on("GET /cut", {200, {{"Content-Length", "100"}}, "short", true});
    EXPECT_FALSE(get("/cut"));
    EXPECT_EQ(seen.requests()[0].status, 200);
    EXPECT_EQ(seen.requests()[0].received, 5);
    EXPECT_NE(seen.requests()[0].problem.find("broke off"), std::string::npos) << seen.requests()[0].problem;
    const auto nobody = "http://127.0.0.1:" + std::to_string(tests::free_loopback_port()) + "/";
    EXPECT_FALSE(client.send({"GET", nobody, {}, {}}, 1000));
    EXPECT_EQ(seen.requests().back().status, 0);
    EXPECT_NE(seen.requests().back().problem.find("refused"), std::string::npos) << seen.requests().back().problem;
}

TEST_F(ObservedRequests, are_numbered_where_they_are_made_again_and_the_pauses_between_are_told)
{
    server.in_turn("GET /a", {{503, {{"Retry-After", "7"}}}, {500}, {200}});
    ASSERT_TRUE(get("/a"));
    EXPECT_EQ(seen.in_short(), (std::vector<std::string>{"GET 503 1", "GET 500 2", "GET 200 3"}));
    const auto retries = seen.retries();
    ASSERT_EQ(retries.size(), 2U);
    EXPECT_EQ(retries[0], (RetryNote{server.host(), "answers 503", 2, 7s}));
    EXPECT_EQ(retries[1].why, "answers 500");
    EXPECT_EQ(retries[1].attempt, 3);
    EXPECT_EQ(retries[1].wait, clock.waits().back());
}

TEST_F(ObservedRequests, of_redirects_are_told_each_and_behind_one_no_query_is_shown)
{
    const auto there = "/store/blob?digest=abc&X-Amz-Signature=hush";
    server.on("GET /blob?n=1", {307, {{"Location", there}}});
    server.on(std::string("GET ") + there, {200, {}, "blob"});
    ASSERT_TRUE(get("/blob?n=1"));
    const auto notes = seen.requests();
    ASSERT_EQ(notes.size(), 2U);
    EXPECT_EQ(notes[0].url, url("/blob?n=1"));
    EXPECT_EQ(notes[1].url, url("/store/blob"));
}

TEST_F(ObservedRequests, cost_nothing_and_tell_nothing_where_nobody_listens)
{
    seen.wants_to_know = false;
    server.in_turn("GET /a", {{503}, {200}});
    ASSERT_TRUE(get("/a"));
    EXPECT_TRUE(seen.requests().empty());
    EXPECT_TRUE(seen.retries().empty());
}

TEST(ShownUrl, has_of_the_query_only_what_names_content)
{
    const auto shown = [](const std::string& url) { return shown_url({"GET", url, {}, {}}); };
    for (const auto* kept : {"https://r.example/v2/app/tags/list?n=100&last=1.0",
                             "https://r.example/v2/app/blobs/uploads/?mount=sha256:aa&from=lib", "http://[::1]:5000/"})
        EXPECT_EQ(shown(kept), kept);
    EXPECT_EQ(shown("https://r.example/up/1?_state=hush&digest=sha256:aa"), "https://r.example/up/1?digest=sha256:aa");
    EXPECT_EQ(shown("https://r.example/token?service=s&scope=x&account=me"), "https://r.example/token");
    EXPECT_EQ(shown("https://r.example/a?nn=1&N=2&x=n=3&token=hush#n=1"), "https://r.example/a");
    EXPECT_EQ(shown("https://user:hush@r.example/"), "(not a URL)");
}

}  // namespace
}  // namespace tagwarden
