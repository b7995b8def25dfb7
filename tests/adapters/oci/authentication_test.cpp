// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include "adapters/oci/oci_repository.h"
#include "tests/support/docker_registry.h"
#include "tests/support/registry_session.h"
#include "tests/support/scripted_server.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/text_stream.h"

namespace tagwarden {
namespace {

using tests::TextStream;

const std::string user_hush = "dXNlcjpodXNo";  // user:hush

Descriptor blob_of(const std::string& bytes)
{
    return {"application/octet-stream", Digest::of(bytes), static_cast<std::int64_t>(bytes.size())};
}

/// The files of a user, with credentials for one host.
struct Home {
    explicit Home(const std::string& host)
    {
        folder.write("config.json", R"({"auths":{")" + host + R"(":{"auth":")" + user_hush + R"("}}})");
    }
    Environment environment() const { return {{"DOCKER_CONFIG", folder.path().string()}}; }

    tests::TemporaryFolder folder;
};

std::unique_ptr<Repository> open(const std::string& host, tests::TestSession& session)
{
    return open_oci_repository(Location::parse(host + "/team/app").value(), {}, session.registry).value();
}

Result<void> put(Repository& repository, const std::string& bytes)
{
    TextStream stream(bytes);
    return repository.put_blob(blob_of(bytes), stream);
}

struct HtpasswdRegistry : testing::Test {
    tests::TemporaryFolder passwords;
    // htpasswd -B -C 4 -bn user hush
    std::string file =
        passwords.write("htpasswd", "user:$2y$04$K7jjZPYiYc.kgCFs6UNe0u.Ci6qoPXQiS7v6RalV3Bjiujt0vxSHS\n");
    tests::DockerRegistry registry{"auth: {htpasswd: {realm: here, path: " + file + "}}\n"};
};

TEST_F(HtpasswdRegistry, takes_and_gives_content_of_who_has_the_password)
{
    const Home home(registry.host());
    tests::TestSession session({}, {}, home.environment());
    const auto repository = open(registry.host(), session);
    const std::string large(20UL * 1024 * 1024, 'l');
    ASSERT_TRUE(put(*repository, "small"));
    ASSERT_TRUE(put(*repository, large));
    const auto stream = repository->open_blob(blob_of(large));
    ASSERT_TRUE(stream);
    EXPECT_TRUE(tests::read_all(**stream) == large);
}

TEST_F(HtpasswdRegistry, denies_who_has_none_and_says_what_to_do)
{
    tests::TestSession session;
    const auto error = open(registry.host(), session)->tags().error();
    EXPECT_EQ(error.kind, ErrorKind::denied);
    EXPECT_NE(error.hint.find("docker login " + registry.host()), std::string::npos) << error.hint;
}

TEST(OciAuthentication, an_upload_that_is_challenged_in_its_middle_is_sent_again_with_a_new_token)
{
    tests::ScriptedServer server;
    const Home home(server.host());
    tests::TestSession session({}, {}, home.environment());
    const auto bearer = "Bearer realm=\"http://" + server.host() + "/token\",service=\"s\"";
    const tests::ScriptedAnswer challenge{401, {{"WWW-Authenticate", bearer}}};
    const std::string bytes(17UL * 1024 * 1024, 'u');
    const auto digest = Digest::of(bytes).str();
    const auto token = "GET /token?service=s&scope=repository%3Ateam%2Fapp%3Apull%2Cpush&account=user";
    server.in_turn(
        token, {{200, {}, R"({"token":"one","expires_in":300})"}, {200, {}, R"({"token":"two","expires_in":300})"}});
    server.in_turn("POST /v2/team/app/blobs/uploads/?mount=" + digest, {challenge, {202, {{"Location", "/up"}}}});
    // The registry is busy for a minute, and then does not know the first token any more.
    server.in_turn("PATCH /up", {{503, {{"Retry-After", "60"}}}, challenge, {202, {{"Location", "/up"}}}});
    server.on("GET /up", {204, {{"Range", "0-0"}}});
    server.on("PUT /up?digest=" + digest, {201});
    const auto done = put(*open(server.host(), session), bytes);
    ASSERT_TRUE(done.has_value()) << testing::PrintToString(server.lines());
    const auto told = session.requests.text();
    EXPECT_NE(told.find("GET http://" + server.host() + "/token \n"), std::string::npos) << told;
    for (const auto* secret : {"hush", "one", "two", "Bearer", "Basic", "account"})
        EXPECT_EQ(told.find(secret), std::string::npos) << secret << "\n" << told;

    std::vector<std::string> authorizations;
    for (const auto& request : server.requests())
        if (request.line == "PATCH /up") {
            authorizations.push_back(request.headers.at("authorization"));
            EXPECT_TRUE(request.body == bytes);
        }
    EXPECT_EQ(authorizations, (std::vector<std::string>{"Bearer one", "Bearer one", "Bearer two"}));
}

TEST(OciAuthentication, an_upload_at_another_host_is_told_nothing)
{
    tests::ScriptedServer server;
    tests::ScriptedServer other;
    const Home home(server.host());
    tests::TestSession session({}, {}, home.environment());
    const auto digest = Digest::of("x").str();
    server.in_turn(
        "POST /v2/team/app/blobs/uploads/?mount=" + digest,
        {{401, {{"WWW-Authenticate", "Basic realm=\"r\""}}}, {202, {{"Location", "http://" + other.host() + "/up"}}}});
    other.on("PUT /up?digest=" + digest, {201});
    ASSERT_TRUE(put(*open(server.host(), session), "x"));
    EXPECT_EQ(server.requests()[1].headers.at("authorization"), "Basic " + user_hush);
    EXPECT_FALSE(other.requests().front().headers.contains("authorization"));
}

TEST(OciAuthentication, a_registry_that_repeats_the_credentials_is_not_quoted)
{
    tests::ScriptedServer server;
    const Home home(server.host());
    const tests::ScriptedAnswer challenge{401, {{"WWW-Authenticate", "Basic realm=\"r\""}}};
    const auto tags = "GET /v2/team/app/tags/list?n=1000";
    for (const auto& echo : {user_hush, std::string("hush")}) {
        tests::TestSession session({}, {}, home.environment());
        const auto complaint =
            R"({"errors":[{"code":"UNKNOWN","message":"you sent )" + std::string(300, '.') + echo + "\"}]}";
        server.in_turn(tags, {challenge, {418, {{"Warning", "299 - \"got " + echo + "\""}}, complaint}});
        const auto error = open(server.host(), session)->tags().error();
        EXPECT_EQ(error.message, server.host() + " answered GET /v2/team/app/tags/list with 418") << echo;
        EXPECT_TRUE(session.notices.texts.empty());
        server.in_turn(tags, {{418, {{"Warning", "299 - \"old\""}}, R"({"errors":[{"code":"X","message":"no"}]})"}});
        EXPECT_TRUE(open(server.host(), session)->tags().error().message.ends_with("with 418 X: no"));
        EXPECT_EQ(session.notices.texts.size(), 1U);
    }
}

TEST(OciAuthentication, a_challenge_behind_a_redirect_is_not_the_registrys_and_gets_no_answer)
{
    tests::ScriptedServer registry, elsewhere;
    const Home home(registry.host());
    tests::TestSession session({}, {}, home.environment());
    const auto blob = blob_of("content");
    const auto path = "/v2/team/app/blobs/" + blob.digest.str();
    registry.on("GET " + path, {307, {{"Location", "http://" + elsewhere.host() + "/blob?signature=s"}}});
    const auto realm = "Bearer realm=\"http://" + elsewhere.host() + "/token\"";
    for (const auto& challenge : {realm, std::string("Basic realm=\"r\"")})
        for (const int status : {401, 403}) {
            elsewhere.on("GET /blob?signature=s", {status, {{"WWW-Authenticate", challenge}}});
            const auto error = open(registry.host(), session)->open_blob(blob).error();
            EXPECT_EQ(error.kind, ErrorKind::denied);
            EXPECT_EQ(error.message, elsewhere.host() + ", to which " + registry.host() + " sends, answered GET " +
                                         path + " with " + std::to_string(status));
            EXPECT_EQ(error.hint.find("docker login"), std::string::npos) << error.hint;
        }
    for (const auto& server : {&registry, &elsewhere})
        for (const auto& request : server->requests()) {
            EXPECT_FALSE(request.headers.contains("authorization")) << request.line;
            EXPECT_EQ(request.line.find("/token"), std::string::npos) << request.line;
        }
}

}  // namespace
}  // namespace tagwarden
