// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/auth/credential_store.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "tests/adapters/auth/no_secret.h"
#include "tests/support/temporary_folder.h"

namespace tagwarden {
namespace {

using tests::expect_no_secret;

/// A home with files of credentials and helper programs.
struct Credentialed : testing::Test {
    tests::TemporaryFolder home;

    Environment environment() const
    {
        return {{"HOME", home.path().string()},
                {"XDG_RUNTIME_DIR", home / "run"},
                {"PATH", (home / "bin") + ":/usr/bin:/bin"},
                {"LOG", home / "log"}};
    }
    CredentialStore store() const { return CredentialStore(environment()); }

    void runtime_file(const std::string& text) const { home.write("run/containers/auth.json", text); }
    void config_file(const std::string& text) const { home.write(".config/containers/auth.json", text); }
    void docker_file(const std::string& text) const { home.write(".docker/config.json", text); }

    /// A helper that writes what it was asked into the log, and then runs this.
    void helper(const std::string& name, const std::string& script) const
    {
        const auto program = home.write("bin/docker-credential-" + name,
                                        "#!/bin/sh\nserver=$(cat)\necho \"$0 $* <$server>\" >>\"$LOG\"\n" + script);
        std::filesystem::permissions(program, std::filesystem::perms::owner_all);
    }
    std::string log() const { return home.read("log"); }
    std::string logged(const std::string& helper_name, const std::string& server) const
    {
        return (home / ("bin/docker-credential-" + helper_name)) + " get <" + server + ">\n";
    }

    /// The user of what was found: which of several it was.
    static std::string user(CredentialStore& store, const std::string& host, const std::string& repository = "app")
    {
        const auto found = store.find({"https://" + host, host, repository});
        if (!found) return "error: " + found.error().message;
        return *found ? (*found)->user : "none";
    }
};

std::string entry(const std::string& host, const std::string& user)
{
    return "\"" + host + R"(":{"username":")" + user + R"(","password":"hush"})";
}

std::string answer(const std::string& user)
{
    return R"(echo '{"ServerURL":"x","Username":")" + user + R"(","Secret":"hush-secret"}')";
}

TEST_F(Credentialed, the_first_file_that_knows_the_host_counts)
{
    runtime_file("{\"auths\":{" + entry("a", "runtime") + "}}");
    config_file("{\"auths\":{" + entry("a", "config") + "," + entry("b", "config") + "}}");
    docker_file("{\"auths\":{" + entry("a", "docker") + "," + entry("b", "docker") + "," + entry("c", "docker") + "}}");
    auto known = store();
    EXPECT_EQ(user(known, "a"), "runtime");
    EXPECT_EQ(user(known, "b"), "config");
    EXPECT_EQ(user(known, "c"), "docker");
    EXPECT_EQ(user(known, "d"), "none");
}

TEST_F(Credentialed, without_files_nothing_is_known_and_nothing_is_wrong)
{
    auto known = store();
    EXPECT_EQ(user(known, "a"), "none");
    EXPECT_EQ(known.paths().size(), 3);
}

TEST_F(Credentialed, a_helper_gets_the_server_as_its_input_and_no_more_than_get_as_argument)
{
    docker_file(R"({"credsStore":"keep"})");
    helper("keep", answer("me"));
    auto known = store();
    const auto found = known.find({"https://registry-1.docker.io", "docker.io", "library/debian"});
    ASSERT_TRUE(found && *found);
    EXPECT_EQ((*found)->user, "me");
    EXPECT_EQ((*found)->password, Secret("hush-secret"));
    EXPECT_EQ((*found)->source, "docker-credential-keep");
    EXPECT_EQ(log(), logged("keep", "https://index.docker.io/v1/"));
}

TEST_F(Credentialed, a_helper_may_know_an_identity_token)
{
    docker_file(R"({"credHelpers":{"r.example":"keep"}})");
    helper("keep", answer("<token>"));
    auto known = store();
    const auto found = known.find({"https://r.example", "r.example", "app"});
    ASSERT_TRUE(found && *found);
    EXPECT_EQ((*found)->identity_token, Secret("hush-secret"));
    EXPECT_EQ((*found)->password, std::nullopt);
    EXPECT_EQ((*found)->user, "");
}

TEST_F(Credentialed, a_helper_is_run_once_for_a_host)
{
    docker_file(R"({"credsStore":"keep"})");
    helper("keep", answer("me"));
    auto known = store();
    std::atomic<int> right = 0;
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 8; ++i)
            threads.emplace_back([&, i] { right += user(known, "a", "app" + std::to_string(i)) == "me" ? 1 : 0; });
    }
    EXPECT_EQ(right, 8);
    EXPECT_EQ(log(), logged("keep", "a"));
    EXPECT_EQ(user(known, "b"), "me");
    EXPECT_EQ(log(), logged("keep", "a") + logged("keep", "b"));
}

TEST_F(Credentialed, a_helper_that_knows_nothing_or_fails_is_not_run_again_either)
{
    docker_file(R"({"credHelpers":{"a":"none","b":"broken"}})");
    helper("none", "echo 'credentials not found in native keychain'; exit 1");
    helper("broken", "exit 3");
    auto known = store();
    for (int i = 0; i < 2; ++i) {
        EXPECT_EQ(user(known, "a"), "none");
        EXPECT_EQ(user(known, "b"),
                  "error: the credential helper docker-credential-broken, asked for 'b', ends with exit "
                  "code 3");
    }
    EXPECT_EQ(log(), logged("none", "a") + logged("broken", "b"));
}

TEST_F(Credentialed, within_a_file_the_helper_of_the_host_comes_first_and_the_store_before_the_host)
{
    helper("one", answer("of host"));
    helper("all", answer("of all"));
    const auto auths = "\"auths\":{" + entry("r/team", "team") + "," + entry("r", "plain") + "}";
    docker_file(R"({"credHelpers":{"r":"one"},"credsStore":"all",)" + auths + "}");
    auto with_both = store();
    EXPECT_EQ(user(with_both, "r", "team/app"), "of host");
    docker_file(R"({"credsStore":"all",)" + auths + "}");
    auto with_store = store();
    EXPECT_EQ(user(with_store, "r", "team/app"), "team");
    EXPECT_EQ(user(with_store, "r", "app"), "of all");
    docker_file("{" + auths + "}");
    auto without = store();
    EXPECT_EQ(user(without, "r", "team/app"), "team");
    EXPECT_EQ(user(without, "r", "app"), "plain");
}

TEST_F(Credentialed, what_a_helper_does_not_know_the_entries_may_know)
{
    helper("all", "echo 'credentials not found in native keychain'; exit 1");
    docker_file(R"({"credsStore":"all","auths":{)" + entry("r", "plain") + "}}");
    auto known = store();
    EXPECT_EQ(user(known, "r"), "plain");
}

TEST_F(Credentialed, a_helper_that_is_missing_is_named)
{
    docker_file(R"({"credsStore":"nowhere"})");
    auto known = store();
    EXPECT_EQ(user(known, "a"),
              "error: the credential helper docker-credential-nowhere is not there, or not in the PATH");
    const auto error = known.find({"https://b", "b", "app"}).error();
    EXPECT_EQ(error.kind, ErrorKind::local);
    EXPECT_NE(error.trail.back().find("/config.json"), std::string::npos) << error.trail.back();
}

TEST_F(Credentialed, a_helper_that_waits_for_somebody_is_ended_by_a_stop)
{
    struct StopOnceAsked final : StopSignal {
        explicit StopOnceAsked(std::filesystem::path its_log) : log(std::move(its_log)) {}
        bool stopped() const override { return std::filesystem::exists(log); }
        std::filesystem::path log;
    } stop(home / "log");
    docker_file(R"({"credsStore":"asking"})");
    helper("asking", "exec sleep 100");
    CredentialStore known(environment(), stop);
    for (int i = 0; i < 2; ++i) {
        const auto found = known.find({"https://r", "r", "app"});
        ASSERT_FALSE(found);
        EXPECT_EQ(found.error().kind, ErrorKind::interrupted);
    }
    EXPECT_EQ(log(), logged("asking", "r"));
}

TEST_F(Credentialed, nothing_a_helper_says_is_in_an_error)
{
    const std::vector<std::string> scripts{
        "echo hush; echo hush >&2; exit 1",
        "echo hush; echo hush >&2",
        R"(echo '{"Username":"me","Secret":["hush"]}')",
        R"(echo '{"Username":"me","secret":"hush"}')",
        R"(echo '{"Username":"me","Secret":"hush)",
        R"(echo '["hush"]')",
        "head -c 100000 /dev/zero | tr '\\0' hush",
        "set -x; secret=hush; exit 1",
        "kill -9 $$",
    };
    docker_file(R"({"credsStore":"keep"})");
    for (const auto& script : scripts) {
        helper("keep", script);
        auto known = store();
        const auto found = known.find({"https://r.example", "r.example", "app"});
        ASSERT_FALSE(found) << script;
        EXPECT_NE(found.error().message.find("docker-credential-keep"), std::string::npos) << found.error().message;
        expect_no_secret(found.error());
    }
}

TEST_F(Credentialed, a_broken_file_is_an_error_once_its_turn_comes)
{
    runtime_file("{\"auths\":{" + entry("a", "runtime") + "}}");
    config_file("{\"auths\": hush");
    auto known = store();
    EXPECT_EQ(user(known, "a"), "runtime");
    const auto found = known.find({"https://b", "b", "app"});
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().message, "the file of credentials '" + (home / ".config/containers/auth.json") +
                                         "' is not JSON: syntax error at line 1, column 11");
    EXPECT_EQ(found.error().trail, std::vector<std::string>{"looking for the credentials of b"});
    expect_no_secret(found.error());
}

TEST_F(Credentialed, a_file_that_cannot_be_read_is_an_error)
{
    std::filesystem::create_directories(home / ".docker/config.json");
    auto known = store();
    EXPECT_EQ(user(known, "a"),
              "error: the file '" + (home / ".docker/config.json") + "' cannot be read: Is a directory");
}

TEST_F(Credentialed, files_are_read_once)
{
    std::map<std::string, int> reads;
    CredentialStore known(environment(), 1000, [&](const std::filesystem::path& path) -> Result<std::string> {
        ++reads[path.filename()];
        return "{\"auths\":{" + entry("a", "me") + "}}";
    });
    EXPECT_EQ(user(known, "a"), "me");
    EXPECT_EQ(reads, (std::map<std::string, int>{{"auth.json", 1}}));
    EXPECT_EQ(user(known, "b"), "none");
    EXPECT_EQ(user(known, "b"), "none");
    EXPECT_EQ(reads, (std::map<std::string, int>{{"auth.json", 2}, {"config.json", 1}}));
}

}  // namespace
}  // namespace tagwarden
