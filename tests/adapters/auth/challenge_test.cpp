// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/auth/challenge.h"

#include <gtest/gtest.h>

#include "adapters/http/http_message.h"

namespace tagwarden {
namespace {

struct Row {
    std::string header;
    std::vector<Challenge> challenges;
};

const Challenge basic_x{"basic", {{"realm", "x"}}, ""};

TEST(Challenges, are_told_apart_as_the_rfc_says)
{
    const std::vector<Row> rows{
        {R"(Basic realm="x")", {basic_x}},
        {R"(Bearer realm="https://auth.docker.io/token",service="registry.docker.io",scope="repository:a/b:pull,push")",
         {{"bearer",
           {{"realm", "https://auth.docker.io/token"},
            {"service", "registry.docker.io"},
            {"scope", "repository:a/b:pull,push"}},
           ""}}},
        // RFC 9110, 11.6.1, without its line breaks.
        {R"(Basic realm="simple", Newauth realm="apps", type=1, title="Login to \"apps\"")",
         {{"basic", {{"realm", "simple"}}, ""},
          {"newauth", {{"realm", "apps"}, {"type", "1"}, {"title", "Login to \"apps\""}}, ""}}},
        {"Negotiate, Basic realm=\"x\"", {{"negotiate", {}, ""}, basic_x}},
        {"Negotiate YWJj+/==, Basic realm=\"x\"", {{"negotiate", {}, "YWJj+/=="}, basic_x}},
        {"Basic realm=\"x\", Negotiate", {basic_x, {"negotiate", {}, ""}}},
        {"BASIC Realm = \"x\"", {basic_x}},
        {"basic\trealm=\"x\"", {basic_x}},
        {R"(Basic realm="a, Bearer realm=b")", {{"basic", {{"realm", "a, Bearer realm=b"}}, ""}}},
        {R"(Basic realm="")", {{"basic", {{"realm", ""}}, ""}}},
        {R"(,, ,Basic realm="x",,)", {basic_x}},
        {R"(Digest realm="r", nonce="n==", qop="auth, auth-int", algorithm=MD5)",
         {{"digest", {{"realm", "r"}, {"nonce", "n=="}, {"qop", "auth, auth-int"}, {"algorithm", "MD5"}}, ""}}},
    };
    for (const auto& row : rows) EXPECT_EQ(parse_challenges(row.header), row.challenges) << row.header;
}

TEST(Challenges, are_read_as_real_registries_get_them_wrong)
{
    const Challenge bearer{"bearer", {{"realm", "https://a.example/t?x=1"}, {"service", "s"}}, ""};
    const std::vector<Row> rows{
        {"Bearer realm=https://a.example/t?x=1,service=s", {bearer}},
        {"Bearer realm=\"https://a.example/t?x=1\" service=\"s\"", {bearer}},
        {"Bearer,realm=\"https://a.example/t?x=1\",service=s", {bearer}},
        {"Bearer realm=\"https://a.example/t?x=1\",service=\"s", {bearer}},
        {"Bearer realm=\"https://a.example/t?x=1\",service=s,realm=\"https://evil.example\"", {bearer}},
        // https://github.com/regclient/regclient/issues/265
        {"Basic realm=/", {{"basic", {{"realm", "/"}}, ""}}},
        {"Basic realm=Reducated", {{"basic", {{"realm", "Reducated"}}, ""}}},
        {"Basic", {{"basic", {}, ""}}},
        {"realm=\"x\", Basic realm=\"x\"", {basic_x}},
        {R"(Basic realm="x\)", {{"basic", {{"realm", "x\\"}}, ""}}},
    };
    for (const auto& row : rows) EXPECT_EQ(parse_challenges(row.header), row.challenges) << row.header;
}

TEST(Challenges, of_several_headers_are_all_found)
{
    HttpHeaders headers;
    headers.add("WWW-Authenticate",
                R"(Bearer realm="https://codeberg.org/v2/token",service="container_registry",scope="*")");
    headers.add("Www-Authenticate", R"(Basic realm="x")");
    const auto challenges = parse_challenges(*headers.find("www-authenticate"));
    ASSERT_EQ(challenges.size(), 2);
    EXPECT_EQ(challenges[0].find("scope"), "*");
    EXPECT_EQ(challenges[1], basic_x);
}

TEST(Challenges, are_none_where_nothing_makes_sense)
{
    for (const std::string header : {"", " , ,", "\"", "=", "=x", "\"Basic", "{}", "\x01\xff"})
        for (const auto& challenge : parse_challenges(header)) EXPECT_NE(challenge.scheme, "") << header;
    EXPECT_TRUE(parse_challenges("").empty());
    EXPECT_TRUE(parse_challenges(" ,\t, ").empty());
    EXPECT_TRUE(parse_challenges("realm=\"x\"").empty());
}

TEST(Challenge, an_empty_parameter_is_none)
{
    const auto challenge = parse_challenges(R"(Bearer realm="",service="s")").front();
    EXPECT_EQ(challenge.find("realm"), std::nullopt);
    EXPECT_EQ(challenge.find("service"), "s");
    EXPECT_EQ(challenge.find("scope"), std::nullopt);
}

}  // namespace
}  // namespace tagwarden
