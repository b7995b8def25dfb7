// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/auth/token_request.h"

#include <gtest/gtest.h>

#include "tests/adapters/auth/no_secret.h"

namespace tagwarden {
namespace {

using tests::expect_no_secret;
using namespace std::chrono_literals;

/// A token server that has one answer, and remembers what it was asked.
struct OneAnswer {
    HttpResponse answer;
    std::vector<HttpRequest> requests = {};

    Result<Token> ask(const std::optional<Credentials>& credentials = std::nullopt,
                      const std::string& realm = "https://auth.example/token", const std::vector<Scope>& scopes = {})
    {
        return request_token({Url::parse(realm).value(), "registry.example", ScopeSet(scopes)}, credentials,
                             [this](const HttpRequest& request) -> Result<HttpResponse> {
                                 requests.push_back(request);
                                 return answer;
                             });
    }
};

Credentials with_password(const std::string& user = "user", const std::string& password = "hush")
{
    return {user, Secret(password), std::nullopt, std::nullopt, "/home/me/auth.json"};
}

Credentials with_identity()
{
    return {"", std::nullopt, Secret("hush&token"), std::nullopt, "docker-credential-keep"};
}

TEST(TokenRequest, names_service_and_each_scope_in_the_query)
{
    OneAnswer server{{200, {}, R"({"token":"t"})"}};
    ASSERT_TRUE(server.ask(std::nullopt, "https://auth.example/token", {{"team/app", "pull,push"}, {"base", "pull"}}));
    ASSERT_EQ(server.requests.size(), 1);
    EXPECT_EQ(server.requests[0].method, "GET");
    EXPECT_EQ(server.requests[0].url,
              "https://auth.example/token?service=registry.example&scope=repository%3Ateam%2Fapp%3Apull%2Cpush&"
              "scope=repository%3Abase%3Apull");
    EXPECT_TRUE(server.requests[0].headers.empty());
}

TEST(TokenRequest, keeps_what_the_realm_has_in_its_query)
{
    OneAnswer server{{200, {}, R"({"token":"t"})"}};
    ASSERT_TRUE(server.ask(std::nullopt, "https://auth.example/a/token?tenant=x%20y", {}));
    EXPECT_EQ(server.requests[0].url, "https://auth.example/a/token?tenant=x%20y&service=registry.example");
}

TEST(TokenRequest, a_password_goes_into_the_header_and_never_into_the_url)
{
    OneAnswer server{{200, {}, R"({"token":"t"})"}};
    ASSERT_TRUE(server.ask(with_password("robot$a b")));
    EXPECT_EQ(server.requests[0].url, "https://auth.example/token?service=registry.example&account=robot%24a%20b");
    using Header = std::pair<std::string, std::string>;
    EXPECT_EQ(server.requests[0].headers, (std::vector<Header>{{"Authorization", "Basic cm9ib3QkYSBiOmh1c2g="}}));
}

TEST(TokenRequest, an_identity_token_is_posted_in_a_form)
{
    OneAnswer server{{200, {}, R"({"access_token":"t","refresh_token":"hush-next"})"}};
    const auto token = server.ask(with_identity(), "https://auth.example/token", {{"a", "pull"}, {"b", "pull"}});
    ASSERT_TRUE(token);
    EXPECT_EQ(token->identity_token, Secret("hush-next"));
    ASSERT_EQ(server.requests.size(), 1);
    EXPECT_EQ(server.requests[0].method, "POST");
    EXPECT_EQ(server.requests[0].url, "https://auth.example/token");
    EXPECT_EQ(server.requests[0].body,
              "grant_type=refresh_token&client_id=tagwarden&scope=repository%3Aa%3Apull%20repository%3Ab%3Apull&"
              "refresh_token=hush%26token&service=registry.example");
    using Header = std::pair<std::string, std::string>;
    EXPECT_EQ(server.requests[0].headers, (std::vector<Header>{{"Content-Type", "application/x-www-form-urlencoded"}}));
}

TEST(TokenRequest, is_made_by_get_where_the_server_knows_no_post)
{
    for (const auto& [status, requests] :
         {std::pair(404, 2U), std::pair(405, 2U), std::pair(401, 1U), std::pair(500, 1U)}) {
        OneAnswer server{{status, {}, ""}};
        EXPECT_FALSE(server.ask(with_identity()));
        ASSERT_EQ(server.requests.size(), requests) << status;
        if (requests == 1) continue;
        EXPECT_EQ(server.requests[1].method, "GET");
        // base64 of ":hush&token"
        EXPECT_EQ(server.requests[1].headers.front().second, "Basic Omh1c2gmdG9rZW4=");
    }
}

TEST(TokenRequest, the_answer_may_name_the_token_in_two_ways)
{
    const std::vector<std::pair<std::string, std::string>> rows{
        {R"({"token":"a"})", "a"},
        {R"({"access_token":"b"})", "b"},
        {R"({"token":"","access_token":"b"})", "b"},
        {R"({"token":"a","access_token":"b"})", "a"},
        {R"({"token":null,"access_token":"b","scope":"x"})", "b"}};
    for (const auto& [body, text] : rows) {
        const auto token = OneAnswer{{200, {}, body}}.ask();
        ASSERT_TRUE(token) << body;
        EXPECT_EQ(token->text, Secret(text));
        EXPECT_EQ(token->identity_token, std::nullopt);
    }
}

TEST(TokenRequest, a_token_lives_as_long_as_the_server_says_or_a_minute)
{
    const std::vector<std::pair<std::string, std::chrono::seconds>> rows{
        {"", 60s},
        {R"(,"expires_in":300)", 300s},
        {R"(,"expires_in":1)", 1s},
        {R"(,"expires_in":0)", 60s},
        {R"(,"expires_in":-5)", 60s},
        {R"(,"expires_in":"300")", 60s},
        {R"(,"expires_in":null)", 60s},
        {R"(,"expires_in":1e400)", 60s},
        {R"(,"expires_in":9223372036854775807)", 24h},
        // A server whose clock is wrong is none of our business.
        {R"(,"expires_in":300,"issued_at":"2009-11-10T23:00:00Z")", 300s}};
    for (const auto& [field, lifetime] : rows) {
        const auto token = OneAnswer{{200, {}, R"({"token":"t")" + field + "}"}}.ask();
        ASSERT_TRUE(token) << field;
        EXPECT_EQ(token->lifetime, lifetime) << field;
    }
}

TEST(TokenRequest, an_answer_without_a_usable_token_is_malformed)
{
    for (const std::string body : {"", "hush", "[]", "null", "{}", R"({"token":["hush"]})", R"({"token":""})",
                                   R"({"token":"hush\r\nX-Evil: 1"})", R"({"token":"hush hush"})",
                                   R"({"token":"hush\u0000"})", R"({"token":"hush)"}) {
        const auto token = OneAnswer{{200, {}, body}}.ask(with_password());
        ASSERT_FALSE(token) << body;
        EXPECT_EQ(token.error().kind, ErrorKind::malformed) << body;
        EXPECT_NE(token.error().message.find("auth.example"), std::string::npos) << token.error().message;
        expect_no_secret(token.error());
    }
}

TEST(TokenRequest, an_answer_may_have_64_kib_and_no_more)
{
    const auto body = [](std::size_t size) {
        const std::string begin = R"({"token":")", end = "\"}";
        return begin + std::string(size - begin.size() - end.size(), 'x') + end;
    };
    EXPECT_TRUE((OneAnswer{{200, {}, body(most_token_answer)}}.ask()));
    const auto token = OneAnswer{{200, {}, body(most_token_answer + 1)}}.ask();
    ASSERT_FALSE(token);
    EXPECT_EQ(token.error().message, "the answer of the token server auth.example has more than 65536 bytes");
}

TEST(TokenRequest, a_status_is_an_error_of_its_kind)
{
    const std::vector<std::pair<int, ErrorKind>> rows{{400, ErrorKind::denied},      {401, ErrorKind::denied},
                                                      {403, ErrorKind::denied},      {404, ErrorKind::malformed},
                                                      {302, ErrorKind::malformed},   {429, ErrorKind::rate_limited},
                                                      {500, ErrorKind::unreachable}, {503, ErrorKind::unreachable}};
    for (const auto& [status, kind] : rows) {
        const auto token = OneAnswer{{status, {}, R"({"token":"t"})"}}.ask();
        ASSERT_FALSE(token) << status;
        EXPECT_EQ(token.error().kind, kind) << status;
        EXPECT_NE(token.error().message.find(std::to_string(status)), std::string::npos);
    }
}

TEST(TokenRequest, a_refusal_says_why_in_the_words_of_the_server)
{
    const std::vector<std::pair<std::string, std::string>> rows{
        {R"({"details":"incorrect username or password"})", ": incorrect username or password"},
        {R"({"errors":[{"code":"DENIED","message":"access forbidden"}]})", ": access forbidden"},
        {R"({"error":"invalid_grant","error_description":"the token is too old"})", ": the token is too old"},
        {R"({"message":"a\u001b[31mb"})", ": a?[31mb"},
        {"<html>", ""},
        {"", ""},
        {R"({"errors":[]})", ""},
        {R"({"errors":["x"]})", ""},
        // A server that says our own secrets back is not quoted.
        {R"({"details":"no such password: hush"})", ""},
        {R"({"details":"bad header Basic dXNlcjpodXNo"})", ""}};
    for (const auto& [body, words] : rows) {
        const auto token = OneAnswer{{401, {}, body}}.ask(with_password());
        ASSERT_FALSE(token) << body;
        EXPECT_EQ(
            token.error().message,
            "the token server auth.example refuses the credentials from /home/me/auth.json with status 401" + words);
        expect_no_secret(token.error());
    }
    const auto identity = OneAnswer{{401, {}, R"({"details":"hush&token is too old"})"}}.ask(with_identity());
    expect_no_secret(identity.error());
    const auto anonymous = OneAnswer{{401, {}, R"({"details":"log in"})"}}.ask();
    EXPECT_EQ(anonymous.error().message,
              "the token server auth.example gives no token without credentials, status 401: log in");
}

TEST(TokenRequest, what_the_sender_says_is_passed_on)
{
    const auto token = request_token(
        {Url::parse("https://auth.example/token").value(), "", {}}, std::nullopt,
        [](const HttpRequest&) -> Result<HttpResponse> { return fail(ErrorKind::unreachable, "no route"); });
    ASSERT_FALSE(token);
    EXPECT_EQ(token.error().message, "no route");
}

}  // namespace
}  // namespace tagwarden
