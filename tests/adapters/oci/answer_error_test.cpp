// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/oci/answer_error.h"

#include "tests/adapters/oci/scripted_registry.h"
#include "tests/support/loopback.h"

namespace tagwarden {
namespace {

using tests::tag;

struct OciErrors : tests::ScriptedRegistry {
    Error error_of_tag()
    {
        const std::vector tags{tag("x")};
        return repository->resolve(tags).front().error();
    }
};

TEST_F(OciErrors, every_status_has_its_kind)
{
    struct Row {
        int status;
        const char* code;
        ErrorKind kind;
    };
    const Row rows[] = {
        {301, "", ErrorKind::malformed},
        {400, "", ErrorKind::malformed},
        {400, "NAME_INVALID", ErrorKind::malformed},
        {400, "MANIFEST_BLOB_UNKNOWN", ErrorKind::refused},
        {401, "UNAUTHORIZED", ErrorKind::denied},
        {403, "DENIED", ErrorKind::denied},
        {404, "BLOB_UNKNOWN", ErrorKind::not_found},
        {405, "UNSUPPORTED", ErrorKind::refused},
        {408, "", ErrorKind::unreachable},
        {413, "", ErrorKind::refused},
        {429, "TOOMANYREQUESTS", ErrorKind::rate_limited},
        {500, "UNKNOWN", ErrorKind::unreachable},
        {503, "", ErrorKind::unreachable},
    };
    for (const auto& [status, code, kind] : rows) {
        const HttpResponse answer{status, {}, std::string(R"({"errors":[{"code":")") + code + "\"}]}"};
        EXPECT_EQ(answer_error("r.example", {}, answer).kind, kind) << status << code;
    }
}

TEST_F(OciErrors, an_error_names_host_request_and_answer_but_no_query)
{
    const HttpRequest request{"PUT", "https://r.example/v2/app/up?_state=secret", {}, {}, nullptr, 0};
    const HttpResponse answer{400, {}, R"({"errors":[{"code":"SIZE_INVALID","message":"too\u001b[2J long"}]})"};
    EXPECT_EQ(answer_error("r.example", request, answer).message,
              "r.example answered PUT /v2/app/up with 400 SIZE_INVALID: too?[2J long");
}

TEST_F(OciErrors, the_text_of_a_registry_is_cut_between_characters)
{
    std::string text = "x";
    for (int i = 0; i < 400; ++i) text += "ä";
    const auto message = complaint_in(R"({"errors":[{"code":"X","message":")" + text + "\"}]}").message;
    EXPECT_EQ(message, text.substr(0, 299));
    EXPECT_EQ(complaint_in("no\xff, \n go").message, "no?, ? go");
}

TEST_F(OciErrors, of_a_web_page_its_title_is_said_or_its_first_words)
{
    const auto said = [](const std::string& body) {
        return answer_error("r.example", {"GET", "https://r.example/v2/", {}, {}}, {400, {}, body}).message;
    };
    const std::string at = "r.example answered GET /v2/ with 400";
    EXPECT_EQ(said("<html>\r\n<head><TITLE>400 The plain HTTP request was sent to HTTPS port</title></head>\r\n"),
              at + " (The plain HTTP request was sent to HTTPS port)");
    EXPECT_EQ(said("\n<html><body><h1>Not\n  here</h1><p>at all\x1b[2J</p>"), at + " (Not here at all?[2J)");
    EXPECT_EQ(said("<a><b>"), at);
    EXPECT_EQ(said("<title>" + std::string(300, 'x') + "</title>"), at + " (" + std::string(100, 'x') + ")");
    EXPECT_EQ(said("<title>never closed"), at + " (never closed)");
    EXPECT_EQ(said("<p"), at);
}

TEST_F(OciErrors, a_400_to_plain_http_without_a_code_may_mean_tls)
{
    const auto hint = [](const std::string& url, const std::string& body) {
        return answer_error("r.example", {"GET", url, {}, {}}, {400, {}, body}).hint;
    };
    EXPECT_TRUE(
        hint("http://r.example/v2/", "Client sent an HTTP request to an HTTPS server.").starts_with("the serv"));
    EXPECT_EQ(hint("http://r.example/v2/", R"({"errors":[{"code":"NAME_INVALID"}]})"), "");
    EXPECT_EQ(hint("https://r.example/v2/", "no"), "");
}

TEST_F(OciErrors, a_registry_that_wants_credentials_is_denied_and_says_so)
{
    server.on("HEAD /v2/app/manifests/x", {401, {{"Www-Authenticate", "Basic realm=x"}}});
    const auto error = error_of_tag();
    EXPECT_EQ(error.kind, ErrorKind::denied);
    EXPECT_NE(error.hint.find("docker login"), std::string::npos);
    EXPECT_EQ(server.lines().size(), 1U);
}

TEST_F(OciErrors, a_burst_limit_is_waited_out_as_the_registry_asks)
{
    server.in_turn("HEAD /v2/app/manifests/x", {{429, {{"Retry-After", "17"}}}, manifest_answer("m")});
    EXPECT_TRUE(repository->resolve(std::vector{tag("x")}).front());
    EXPECT_EQ(session.clock.waited(), std::chrono::seconds(17));
    EXPECT_EQ(session.notices.texts, std::vector{server.host() + " answers 429; going on in 17 s"});
}

TEST_F(OciErrors, a_rate_limit_that_does_not_end_is_passed_on_with_the_attempts)
{
    server.on("HEAD /v2/app/manifests/x", {429, {{"Retry-After", "17"}}});
    const auto error = error_of_tag();
    EXPECT_EQ(error.kind, ErrorKind::rate_limited);
    EXPECT_EQ(error.hint, "try again in 17 seconds");
    EXPECT_TRUE(error.message.ends_with("with 429 (6 attempts)")) << error.message;
}

TEST_F(OciErrors, a_busy_registry_says_when_to_come_back)
{
    server.on("HEAD /v2/app/manifests/x", {503, {{"Retry-After", "3600"}}});
    EXPECT_EQ(error_of_tag().hint, "try again in 3600 seconds");
}

TEST_F(OciErrors, a_limit_that_asks_for_more_than_minutes_is_not_waited_for)
{
    server.on("HEAD /v2/app/manifests/x", {429, {{"Retry-After", "3600"}}});
    EXPECT_EQ(error_of_tag().kind, ErrorKind::rate_limited);
    EXPECT_EQ(server.lines().size(), 1U);
}

TEST_F(OciErrors, a_spent_quota_is_told_apart_and_not_waited_for)
{
    server.on("HEAD /v2/app/manifests/x",
              {429, {{"RateLimit-Limit", "100;w=21600"}, {"RateLimit-Remaining", "0;w=21600"}}});
    const auto error = error_of_tag();
    EXPECT_EQ(error.kind, ErrorKind::rate_limited);
    EXPECT_NE(error.hint.find("quota"), std::string::npos) << error.hint;
    EXPECT_EQ(server.lines().size(), 1U);
}

TEST_F(OciErrors, a_quota_that_is_nearly_used_up_is_told_once)
{
    auto answer = manifest_answer("m");
    answer.headers.insert(answer.headers.end(),
                          {{"ratelimit-limit", "100;w=21600"}, {"ratelimit-remaining", "8;w=21600"}});
    server.on("HEAD /v2/app/manifests/x", answer);
    for (int i = 0; i < 2; ++i) EXPECT_TRUE(repository->resolve(std::vector{tag("x")}).front());
    EXPECT_EQ(session.notices.texts, std::vector{"8 of 100 pulls left of the quota that " + server.host() +
                                                 " gives; a login with an account may have a larger one"});
}

TEST_F(OciErrors, a_server_that_stumbles_is_asked_again)
{
    server.in_turn(
        "GET /v2/app/tags/list?n=1000",
        {{503}, {.headers = {{"Content-Length", "99"}}, .body = "{", .close = true}, {200, {}, R"({"tags":["a"]})"}});
    EXPECT_EQ(repository->tags(), std::vector{tag("a")});
    EXPECT_EQ(server.lines().size(), 3U);
}

TEST_F(OciErrors, a_server_that_does_not_recover_is_unreachable_after_six_attempts)
{
    server.on("HEAD /v2/app/manifests/x", {502});
    const auto error = error_of_tag();
    EXPECT_EQ(error.kind, ErrorKind::unreachable);
    EXPECT_TRUE(error.message.ends_with("with 502 (6 attempts)")) << error.message;
    EXPECT_EQ(server.lines().size(), 6U);
}

TEST_F(OciErrors, nobody_there_is_unreachable)
{
    const auto host = "127.0.0.1:" + std::to_string(tests::free_loopback_port());
    const auto tags = tests::open_app(host, session)->tags();
    ASSERT_FALSE(tags);
    EXPECT_EQ(tags.error().kind, ErrorKind::unreachable);
    EXPECT_NE(tags.error().message.find("GET " + host + "/v2/app/tags/list"), std::string::npos);
}

TEST_F(OciErrors, a_location_outside_a_registry_is_a_usage_error)
{
    EXPECT_EQ(open_oci_repository(Location::layout("out"), {}, session.registry).error().kind, ErrorKind::usage);
}

}  // namespace
}  // namespace tagwarden
