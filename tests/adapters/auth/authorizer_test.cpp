// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/auth/authorizer.h"

#include <gtest/gtest.h>

#include <atomic>
#include <condition_variable>
#include <thread>

#include "adapters/http/curl_transport.h"
#include "adapters/http/http_client.h"
#include "tests/adapters/auth/no_secret.h"
#include "tests/support/docker_registry.h"
#include "tests/support/set_clock.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/token_server.h"

namespace tagwarden {
namespace {

using namespace std::chrono_literals;
using tests::expect_no_secret;
using Scopes = std::vector<Scope>;

constexpr auto user_hush = "Basic dXNlcjpodXNo";  // user:hush

/// What somebody who asks registries has: a home with files, a network, a clock.
struct Asker : testing::Test {
    tests::TemporaryFolder home;
    tests::SetClock clock;
    CurlTransport transport;
    HttpClient http{transport};
    CredentialStore store{{{"HOME", home.path().string()}, {"XDG_RUNTIME_DIR", home / "run"}}};
    std::atomic<int> asked_for_tokens = 0;
    Authorizer authorizer{store, clock, [this](const HttpRequest& request) {
                              ++asked_for_tokens;
                              return http.send(request, most_token_answer);
                          }};

    void entries(const std::string& entries) const
    {
        home.write(".docker/config.json", R"({"auths":{)" + entries + "}}");
    }
    std::string file() const { return home / ".docker/config.json"; }

    static std::string entry(const std::string& host, const std::string& fields)
    {
        return "\"" + host + "\":{" + fields + "}";
    }
    static RegistryPlace place(const std::string& host, const std::string& repository)
    {
        return {"http://" + host, host, repository};
    }

    /// Asks as the client of a registry does: the status of the last answer, or why there is none.
    Result<int> ask(const std::string& host, const std::string& method, const std::string& repository,
                    const Scopes& scopes)
    {
        const auto here = place(host, repository);
        for (int tries = 0; tries < 4; ++tries) {
            const auto header = authorizer.header(here, scopes);
            if (!header) return fail(header.error());
            HttpRequest request{method, here.origin + "/v2/" + repository + "/manifests/1", {}, {}};
            if (*header) request.headers.emplace_back("Authorization", (*header)->reveal());
            const auto answer = http.send(request, 1000);
            if (!answer || answer->status != 401) return answer ? Result<int>(answer->status) : fail(answer.error());
            ++refusals;
            const auto again = authorizer.answer_challenge(here, scopes, answer->headers, *header);
            if (!again) return fail(again.error());
            if (!*again) return 401;
        }
        ADD_FAILURE() << "the challenges do not end";
        return 401;
    }
    int refusals = 0;
};

/// A registry that wants tokens.
struct TokenAsker : Asker {
    tests::TokenServer server{[this] { return clock.running(); }};

    TokenAsker() { server.logins = {user_hush}; }

    Result<int> pull(const std::string& repository = "app")
    {
        return ask(server.host(), "GET", repository, {{repository, "pull"}});
    }
    Result<int> push(const std::string& repository = "app")
    {
        return ask(server.host(), "PUT", repository, {{repository, "pull,push"}});
    }
    void log_in() const { entries(entry(server.host(), R"("auth":"dXNlcjpodXNo")")); }
};

TEST_F(TokenAsker, says_nothing_to_a_registry_that_it_never_heard)
{
    log_in();
    const auto header = authorizer.header(place(server.host(), "app"), Scopes{{"app", "pull"}});
    ASSERT_TRUE(header);
    EXPECT_EQ(*header, std::nullopt);
    EXPECT_EQ(asked_for_tokens, 0);
}

TEST_F(TokenAsker, pulls_from_a_public_repository_without_credentials)
{
    server.public_repositories = {"app"};
    EXPECT_EQ(pull(), 200);
    const auto requests = server.token_requests();
    ASSERT_EQ(requests.size(), 1);
    EXPECT_EQ(requests[0].authorization, "");
    EXPECT_EQ(requests[0].all("account"), std::vector<std::string>{});
    EXPECT_EQ(requests[0].one("service"), "registry.test");
    EXPECT_EQ(requests[0].one("scope"), "repository:app:pull");
}

TEST_F(TokenAsker, gets_a_token_for_a_password_and_keeps_it)
{
    log_in();
    EXPECT_EQ(push(), 200);
    EXPECT_EQ(push(), 200);
    EXPECT_EQ(refusals, 1);
    const auto requests = server.token_requests();
    ASSERT_EQ(requests.size(), 1);
    EXPECT_EQ(requests[0].method, "GET");
    EXPECT_EQ(requests[0].authorization, user_hush);
    EXPECT_EQ(requests[0].one("account"), "user");
    EXPECT_EQ(requests[0].one("scope"), "repository:app:pull,push");
}

TEST_F(TokenAsker, a_token_for_more_serves_for_less)
{
    log_in();
    EXPECT_EQ(push(), 200);
    EXPECT_EQ(pull(), 200);
    EXPECT_EQ(asked_for_tokens, 1);
    EXPECT_EQ(refusals, 1);
}

TEST_F(TokenAsker, a_known_registry_is_not_asked_in_vain_for_another_repository)
{
    log_in();
    EXPECT_EQ(pull("app"), 200);
    EXPECT_EQ(pull("other"), 200);
    EXPECT_EQ(refusals, 1);
    EXPECT_EQ(asked_for_tokens, 2);
}

TEST_F(TokenAsker, a_token_is_renewed_half_a_minute_before_its_end)
{
    log_in();
    EXPECT_EQ(pull(), 200);
    clock.wait(269s);
    EXPECT_EQ(pull(), 200);
    EXPECT_EQ(asked_for_tokens, 1);
    clock.wait(1s);
    EXPECT_EQ(pull(), 200);
    EXPECT_EQ(asked_for_tokens, 2);
    EXPECT_EQ(refusals, 1);
}

TEST_F(TokenAsker, a_token_of_unknown_life_is_renewed_after_three_quarters_of_a_minute)
{
    log_in();
    server.tells_lifetime = false;
    server.lifetime = 60s;
    EXPECT_EQ(pull(), 200);
    clock.wait(44s);
    EXPECT_EQ(pull(), 200);
    EXPECT_EQ(asked_for_tokens, 1);
    clock.wait(1s);
    EXPECT_EQ(pull(), 200);
    EXPECT_EQ(asked_for_tokens, 2);
    EXPECT_EQ(refusals, 1);
}

TEST_F(TokenAsker, a_token_that_is_refused_in_the_middle_is_renewed)
{
    log_in();
    EXPECT_EQ(pull(), 200);
    for (int i = 2; i < 5; ++i) {
        clock.wait(20s);
        server.revoke_all();
        EXPECT_EQ(pull(), 200);
        EXPECT_EQ(asked_for_tokens, i);
        EXPECT_EQ(refusals, i);
    }
}

TEST_F(TokenAsker, several_scopes_are_asked_for_at_once_and_in_their_order)
{
    log_in();
    EXPECT_EQ(ask(server.host(), "PUT", "app", {{"app", "pull,push"}, {"base", "pull"}}), 200);
    const auto requests = server.token_requests();
    ASSERT_EQ(requests.size(), 1);
    EXPECT_EQ(requests[0].all("scope"), (std::vector<std::string>{"repository:app:pull,push", "repository:base:pull"}));
    EXPECT_EQ(pull("base"), 200);
    EXPECT_EQ(asked_for_tokens, 1);
}

TEST_F(TokenAsker, a_server_that_reads_one_scope_is_asked_for_the_other_by_itself)
{
    log_in();
    server.reads_first_scope_only = true;
    EXPECT_EQ(ask(server.host(), "PUT", "app", {{"app", "pull,push"}, {"base", "pull"}}), 200);
    EXPECT_EQ(pull("base"), 200);
    EXPECT_EQ(asked_for_tokens, 2);
    // Each of the two tokens is still there for what it is good for.
    EXPECT_EQ(ask(server.host(), "PUT", "app", {{"app", "pull,push"}, {"base", "pull"}}), 200);
    EXPECT_EQ(pull("base"), 200);
    EXPECT_EQ(asked_for_tokens, 2);
}

TEST_F(TokenAsker, what_a_challenge_names_is_asked_for_too_and_again_at_renewal)
{
    log_in();
    EXPECT_EQ(ask(server.host(), "PUT", "app", {{"app", "pull"}}), 200);
    EXPECT_EQ(server.token_requests().back().one("scope"), "repository:app:pull,push");
    clock.wait(280s);
    EXPECT_EQ(ask(server.host(), "PUT", "app", {{"app", "pull"}}), 200);
    EXPECT_EQ(server.token_requests().back().one("scope"), "repository:app:pull,push");
    EXPECT_EQ(refusals, 1);
}

TEST_F(TokenAsker, a_challenge_may_name_more_than_the_token_was_asked_for)
{
    log_in();
    EXPECT_EQ(pull(), 200);
    EXPECT_EQ(ask(server.host(), "PUT", "app", {{"app", "pull"}}), 200);
    EXPECT_EQ(refusals, 2);
    EXPECT_EQ(asked_for_tokens, 2);
}

TEST_F(TokenAsker, an_identity_token_is_exchanged_by_post)
{
    entries(entry(server.host(), R"("auth":"MDAwMDo=","identitytoken":"hush-identity")"));
    server.identity_tokens = {"hush-identity"};
    server.token_field = "access_token";
    EXPECT_EQ(pull(), 200);
    const auto requests = server.token_requests();
    ASSERT_EQ(requests.size(), 1);
    EXPECT_EQ(requests[0].method, "POST");
    EXPECT_EQ(requests[0].authorization, "");
    EXPECT_EQ(requests[0].one("refresh_token"), "hush-identity");
    EXPECT_EQ(requests[0].one("scope"), "repository:app:pull");
    EXPECT_EQ(requests[0].one("service"), "registry.test");
}

TEST_F(TokenAsker, an_identity_token_that_the_server_replaces_is_replaced)
{
    entries(entry(server.host(), R"("identitytoken":"hush-identity")"));
    server.identity_tokens = {"hush-identity"};
    server.rotates = true;
    for (const std::string repository : {"a", "b", "c"}) EXPECT_EQ(pull(repository), 200);
    std::vector<std::string> sent;
    for (const auto& request : server.token_requests()) sent.push_back(request.one("refresh_token"));
    EXPECT_EQ(sent, (std::vector<std::string>{"hush-identity", "hush-identity-1", "hush-identity-2"}));
}

TEST_F(TokenAsker, an_identity_token_serves_as_password_where_post_is_unknown)
{
    entries(entry(server.host(), R"("username":"user","identitytoken":"hush")"));
    server.knows_post = false;
    EXPECT_EQ(pull(), 200);
    EXPECT_EQ(server.token_requests().back().authorization, user_hush);
}

TEST_F(TokenAsker, without_credentials_a_private_repository_is_denied_and_the_way_in_is_named)
{
    const auto status = pull("team/app");
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().kind, ErrorKind::denied);
    EXPECT_EQ(status.error().message,
              server.host() + "/team/app wants credentials, and none are known for it: looked in " +
                  (home / "run/containers/auth.json") + ", " + (home / ".config/containers/auth.json") + ", " + file());
    EXPECT_EQ(status.error().hint, "log in with `docker login " + server.host() + "` or `podman login " +
                                       server.host() + "`, or name a file with credentials in REGISTRY_AUTH_FILE");
    EXPECT_EQ(asked_for_tokens, 1);
}

TEST_F(TokenAsker, credentials_that_the_token_server_refuses_are_denied_with_their_source)
{
    entries(entry(server.host(), R"("username":"user","password":"hush-old")"));
    const auto status = pull();
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().kind, ErrorKind::denied);
    EXPECT_EQ(status.error().message, "the token server " + server.host() + " refuses the credentials from " + file() +
                                          " with status 401: incorrect username or password");
    EXPECT_NE(status.error().hint.find("docker login " + server.host()), std::string::npos);
    expect_no_secret(status.error());
    EXPECT_EQ(asked_for_tokens, 1);
}

TEST_F(TokenAsker, a_token_that_does_not_suffice_is_not_asked_for_twice)
{
    log_in();
    server.reads_first_scope_only = true;
    const auto status = ask(server.host(), "GET", "app", {{"base", "pull"}, {"app", "pull"}});
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().kind, ErrorKind::denied);
    EXPECT_EQ(status.error().message, server.host() + "/app refuses the credentials from " + file() +
                                          " for repository:base:pull repository:app:pull");
    EXPECT_EQ(asked_for_tokens, 1);
    expect_no_secret(status.error());
}

TEST_F(TokenAsker, a_renewal_that_is_refused_leaves_the_word_to_the_registry)
{
    log_in();
    server.public_repositories = {"app"};
    EXPECT_EQ(pull(), 200);
    server.logins.clear();
    clock.wait(280s);
    const auto header = authorizer.header(place(server.host(), "app"), Scopes{{"app", "pull"}});
    ASSERT_TRUE(header) << header.error().message;
    EXPECT_EQ(*header, std::nullopt);
    EXPECT_EQ(pull().error().kind, ErrorKind::denied);
}

TEST_F(TokenAsker, a_token_server_that_does_not_answer_is_no_denial)
{
    server.challenge = R"(Bearer realm="http://127.0.0.1:1/token")";
    const auto status = pull();
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().kind, ErrorKind::unreachable);
    EXPECT_EQ(status.error().trail.back(), "getting a token for " + server.host() + "/app");
}

TEST_F(TokenAsker, a_registry_token_goes_to_the_registry_as_it_is)
{
    log_in();
    EXPECT_EQ(pull(), 200);
    const auto token = server.issued().front();

    entries(entry(server.host(), R"("registrytoken":")" + token + "\""));
    CredentialStore with_token{{{"HOME", home.path().string()}}};
    Authorizer other(with_token, clock, [](const HttpRequest&) -> Result<HttpResponse> {
        ADD_FAILURE() << "no token is asked for";
        return fail(ErrorKind::local, "");
    });
    const auto here = place(server.host(), "app");
    HttpHeaders answer;
    answer.add("WWW-Authenticate", R"(Bearer realm=")" + server.realm() + "\"");
    EXPECT_EQ(other.answer_challenge(here, Scopes{{"app", "pull"}}, answer, std::nullopt), true);
    const auto header = other.header(here, Scopes{{"app", "pull"}});
    ASSERT_TRUE(header);
    EXPECT_EQ(*header, Secret("Bearer " + token));
    clock.wait(1h);
    const auto refused = other.answer_challenge(here, Scopes{{"app", "pull"}}, answer, *header);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::denied);
    expect_no_secret(refused.error());
}

TEST_F(TokenAsker, several_threads_get_one_token)
{
    log_in();
    constexpr int count = 8;
    std::mutex mutex;
    std::condition_variable changed;
    int begun = 0, requests = 0;
    // The first request waits until all threads have come, and a while for a second one, which must not follow.
    Authorizer shared(store, clock, [&](const HttpRequest& request) {
        {
            std::unique_lock lock(mutex);
            ++requests;
            changed.notify_all();
            changed.wait(lock, [&] { return begun == count; });
            changed.wait_for(lock, 100ms, [&] { return requests > 1; });
        }
        return http.send(request, most_token_answer);
    });
    HttpHeaders answer;
    answer.add("WWW-Authenticate", R"(Bearer realm=")" + server.realm() + R"(",service="registry.test")");
    const auto here = place(server.host(), "app");
    std::atomic<int> right = 0;
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < count; ++i)
            threads.emplace_back([&] {
                {
                    const std::lock_guard lock(mutex);
                    ++begun;
                    changed.notify_all();
                }
                const Scopes scopes{{"app", "pull"}};
                const auto learned = shared.answer_challenge(here, scopes, answer, std::nullopt);
                const auto header = shared.header(here, scopes);
                right += learned == true && header && *header == Secret("Bearer hush-token-1") ? 1 : 0;
            });
    }
    EXPECT_EQ(right, count);
    EXPECT_EQ(server.token_requests().size(), 1);
}

TEST_F(TokenAsker, what_another_got_meanwhile_is_used)
{
    log_in();
    const auto here = place(server.host(), "app");
    const Scopes scopes{{"app", "pull"}};
    EXPECT_EQ(pull(), 200);
    const auto before = *authorizer.header(here, scopes);
    clock.wait(20s);
    server.revoke_all();
    EXPECT_EQ(pull(), 200);
    EXPECT_EQ(asked_for_tokens, 2);
    // The answer to a request that left with the old one.
    HttpHeaders answer;
    answer.add("WWW-Authenticate", R"(Bearer realm=")" + server.realm() + R"(",service="registry.test")");
    EXPECT_EQ(authorizer.answer_challenge(here, scopes, answer, before), true);
    EXPECT_EQ(authorizer.answer_challenge(here, scopes, answer, std::nullopt), true);
    EXPECT_EQ(asked_for_tokens, 2);
}

/// Challenges without a registry behind them.
struct Challenged : Asker {
    /// What is learned from a header, and what is said then: the header, "nothing", or an error.
    std::string said(const RegistryPlace& here, const std::string& challenge)
    {
        HttpHeaders answer;
        if (!challenge.empty()) answer.add("WWW-Authenticate", challenge);
        Authorizer known(store, clock, [this](const HttpRequest& request) -> Result<HttpResponse> {
            ++asked_for_tokens;
            asked_at.push_back(request.url.substr(0, request.url.find('?')));
            return HttpResponse{200, {}, R"({"token":"token"})"};
        });
        const auto learned = known.answer_challenge(here, Scopes{{"app", "pull"}}, answer, std::nullopt);
        if (!learned) {
            expect_no_secret(learned.error());
            last = learned.error();
            return "error";
        }
        const auto header = known.header(here, Scopes{{"app", "pull"}});
        if (!header) return "error later";
        EXPECT_EQ(*learned, header->has_value());
        return *header ? (*header)->reveal() : "nothing";
    }
    std::vector<std::string> asked_at;
    Error last;
    const RegistryPlace far{"https://r.example", "r.example", "app"};
};

TEST_F(Challenged, an_answer_without_a_challenge_speaks_for_itself)
{
    EXPECT_EQ(said(far, ""), "nothing");
    EXPECT_EQ(said(far, ","), "nothing");
}

TEST_F(Challenged, a_token_is_preferred_to_a_password_in_whatever_order)
{
    entries(entry("r.example", R"("auth":"dXNlcjpodXNo")"));
    const std::string bearer = R"(Bearer realm="https://a.example/t")", basic = R"(Basic realm="x")";
    EXPECT_EQ(said(far, bearer + ", " + basic), "Bearer token");
    EXPECT_EQ(said(far, basic + ", " + bearer), "Bearer token");
    EXPECT_EQ(said(far, "Negotiate, " + basic), user_hush);
    EXPECT_EQ(said(far, "Bearer realm=\"/t\", " + bearer), "Bearer token");
    EXPECT_EQ(asked_at, std::vector<std::string>(3, "https://a.example/t"));
}

TEST_F(Challenged, a_password_is_said_where_the_token_server_must_not_be_asked)
{
    entries(entry("r.example", R"("auth":"dXNlcjpodXNo")"));
    for (const std::string realm : {"https://169.254.169.254/t", "http://a.example/t", "/t", ""})
        EXPECT_EQ(said(far, R"(Bearer realm=")" + realm + R"(", Basic realm="x")"), user_hush) << realm;
    EXPECT_EQ(asked_for_tokens, 0);
}

TEST_F(Challenged, no_token_server_is_asked_that_must_not_be)
{
    entries(entry("r.example", R"("auth":"dXNlcjpodXNo")"));
    EXPECT_EQ(said(far, R"(Bearer realm="https://169.254.169.254/t")"), "error");
    EXPECT_EQ(last.kind, ErrorKind::refused);
    EXPECT_EQ(said(far, R"(Bearer realm="https://127.0.0.1/t")"), "error");
    EXPECT_EQ(last.kind, ErrorKind::refused);
    EXPECT_EQ(said(far, "Bearer service=\"s\""), "error");
    EXPECT_EQ(last.kind, ErrorKind::malformed);
    EXPECT_EQ(asked_for_tokens, 0);
}

TEST_F(Challenged, what_cannot_be_answered_is_denied_by_name)
{
    EXPECT_EQ(said(far, "Negotiate, Digest realm=\"x\""), "error");
    EXPECT_EQ(last.kind, ErrorKind::denied);
    EXPECT_EQ(
        last.message,
        "r.example wants to be told who is there by 'negotiate', 'digest', and Tagwarden speaks Bearer and Basic");
}

TEST_F(Challenged, no_secret_goes_over_plain_http_beyond_loopback_unless_declared)
{
    entries(entry("r.example", R"("auth":"dXNlcjpodXNo")"));
    RegistryPlace plain{"http://r.example", "r.example", "app"};
    for (const std::string challenge : {"Basic realm=\"x\"", "Bearer realm=\"https://a.example/t\""}) {
        EXPECT_EQ(said(plain, challenge), "error");
        EXPECT_EQ(last.kind, ErrorKind::refused);
        EXPECT_EQ(last.message, "r.example asks for credentials, which would travel to it without TLS");
    }
    EXPECT_EQ(asked_for_tokens, 0);
    plain.plain_http = true;
    EXPECT_EQ(said(plain, "Basic realm=\"x\""), user_hush);
    EXPECT_EQ(said(plain, "Bearer realm=\"http://a.example/t\""), "Bearer token");
}

TEST_F(Challenged, what_was_learned_where_plain_http_was_declared_is_not_said_where_it_was_not)
{
    entries(entry("r.example", R"("auth":"dXNlcjpodXNo")"));
    RegistryPlace plain{"http://r.example", "r.example", "app", true};
    HttpHeaders answer;
    answer.add("WWW-Authenticate", "Basic");
    EXPECT_EQ(authorizer.answer_challenge(plain, {}, answer, std::nullopt), true);
    EXPECT_EQ(*authorizer.header(plain, {}), Secret(user_hush));
    plain.plain_http = false;
    EXPECT_EQ(*authorizer.header(plain, {}), std::nullopt);
}

TEST_F(Challenged, each_repository_is_spoken_to_with_its_own_credentials)
{
    entries(entry("r.example/team", R"("username":"team","password":"hush")") + "," +
            entry("r.example", R"("auth":"dXNlcjpodXNo")"));
    HttpHeaders answer;
    answer.add("WWW-Authenticate", "Basic");
    EXPECT_EQ(authorizer.answer_challenge(far, Scopes{{"app", "pull"}}, answer, std::nullopt), true);
    const RegistryPlace team{"https://r.example", "r.example", "team/app"};
    EXPECT_EQ(*authorizer.header(far, Scopes{{"app", "pull"}}), Secret(user_hush));
    EXPECT_EQ(*authorizer.header(team, Scopes{{"team/app", "pull"}}), basic_authorization("team", Secret("hush")));
}

TEST_F(Challenged, a_password_that_is_refused_is_not_said_again)
{
    entries(entry("r.example", R"("auth":"dXNlcjpodXNo")"));
    HttpHeaders answer;
    answer.add("WWW-Authenticate", "Basic");
    const Scopes scopes{{"app", "pull"}};
    EXPECT_EQ(authorizer.answer_challenge(far, scopes, answer, std::nullopt), true);
    for (int i = 0; i < 2; ++i) {
        const auto refused = authorizer.answer_challenge(far, scopes, answer, Secret(user_hush));
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().kind, ErrorKind::denied);
        EXPECT_EQ(refused.error().message, "r.example/app refuses the credentials from " + file());
        expect_no_secret(refused.error());
        clock.wait(1h);
    }
}

TEST_F(Challenged, a_token_is_no_password)
{
    entries(entry("r.example", R"("identitytoken":"hush")"));
    EXPECT_EQ(said(far, "Basic"), "error");
    EXPECT_EQ(last.message,
              "r.example wants a user name and password, and the credentials from " + file() + " are a token");
}

TEST_F(Challenged, a_broken_file_is_an_error_and_not_anonymity)
{
    home.write(".docker/config.json", "{\"auths\": hush");
    EXPECT_EQ(said(far, R"(Bearer realm="https://a.example/t")"), "error");
    EXPECT_EQ(last.kind, ErrorKind::malformed);
    EXPECT_EQ(asked_for_tokens, 0);
}

/// Debian's registry with a file of passwords.
struct HtpasswdAsker : Asker {
    static void SetUpTestSuite()
    {
        passwords = std::make_unique<tests::TemporaryFolder>();
        // htpasswd -B -C 4 -bn user hush
        const auto file =
            passwords->write("htpasswd", "user:$2y$04$K7jjZPYiYc.kgCFs6UNe0u.Ci6qoPXQiS7v6RalV3Bjiujt0vxSHS\n");
        registry = std::make_unique<tests::DockerRegistry>("auth: {htpasswd: {realm: \"a, \\\"b\\\"\", path: " + file +
                                                           "}}\n");
    }
    static void TearDownTestSuite()
    {
        registry.reset();
        passwords.reset();
    }
    static inline std::unique_ptr<tests::TemporaryFolder> passwords;
    static inline std::unique_ptr<tests::DockerRegistry> registry;
};

TEST_F(HtpasswdAsker, a_real_registry_lets_in_who_has_the_password)
{
    entries(entry(registry->host(), R"("auth":"dXNlcjpodXNo")"));
    EXPECT_EQ(ask(registry->host(), "GET", "app", {{"app", "pull"}}), 404);  // let in: it says that there is nothing
    EXPECT_EQ(ask(registry->host(), "GET", "other", {{"other", "pull"}}), 404);
    EXPECT_EQ(refusals, 1);
    EXPECT_EQ(asked_for_tokens, 0);
}

TEST_F(HtpasswdAsker, a_real_registry_denies_who_has_not)
{
    const auto anonymous = ask(registry->host(), "GET", "app", {{"app", "pull"}});
    ASSERT_FALSE(anonymous);
    EXPECT_EQ(anonymous.error().kind, ErrorKind::denied);

    entries(entry(registry->host(), R"("username":"user","password":"hush-wrong")"));
    CredentialStore wrong{{{"HOME", home.path().string()}}};
    Authorizer authorizer_with_wrong(wrong, clock, {});
    const auto here = place(registry->host(), "app");
    const auto asked = http.send({"GET", here.origin + "/v2/", {}, {}}, 1000);
    ASSERT_TRUE(asked);
    EXPECT_EQ(authorizer_with_wrong.answer_challenge(here, {}, asked->headers, std::nullopt), true);
    const auto header = *authorizer_with_wrong.header(here, {});
    const auto refused = http.send({"GET", here.origin + "/v2/", {{"Authorization", header->reveal()}}, {}}, 1000);
    ASSERT_TRUE(refused);
    EXPECT_EQ(refused->status, 401);
    const auto again = authorizer_with_wrong.answer_challenge(here, {}, refused->headers, header);
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().kind, ErrorKind::denied);
    expect_no_secret(again.error());
}

}  // namespace
}  // namespace tagwarden
