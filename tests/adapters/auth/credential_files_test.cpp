// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/auth/credential_files.h"

#include <gtest/gtest.h>

#include "adapters/auth/base64.h"
#include "tests/adapters/auth/no_secret.h"

namespace tagwarden {
namespace {

using tests::expect_no_secret;

Result<CredentialFile> parse(const std::string& text)
{
    return CredentialFile::parse(text, "/home/me/auth.json");
}

/// "user:password" of what was found; the kind and text of a token; "none".
std::string shown(const Result<std::optional<Credentials>>& found)
{
    if (!found) return "error: " + found.error().message;
    if (!*found) return "none";
    const auto& credentials = **found;
    if (credentials.registry_token) return "registry token " + credentials.registry_token->reveal();
    if (credentials.identity_token) return credentials.user + " identity token " + credentials.identity_token->reveal();
    return credentials.user + ":" + credentials.password->reveal();
}

std::string entry(const std::string& user_and_password)
{
    return R"({"auth":")" + base64_encode(user_and_password) + "\"}";
}

std::vector<std::string> paths(const Environment& environment)
{
    std::vector<std::string> paths;
    for (const auto& path : credential_file_paths(environment, 1000)) paths.push_back(path.string());
    return paths;
}

using Paths = std::vector<std::string>;

TEST(CredentialFiles, are_looked_for_as_podman_and_docker_do)
{
    EXPECT_EQ(paths({{"HOME", "/home/me"}, {"XDG_RUNTIME_DIR", "/run/user/1000"}}),
              (Paths{"/run/user/1000/containers/auth.json", "/home/me/.config/containers/auth.json",
                     "/home/me/.docker/config.json"}));
    EXPECT_EQ(paths({{"HOME", "/home/me"}}),
              (Paths{"/run/containers/1000/auth.json", "/home/me/.config/containers/auth.json",
                     "/home/me/.docker/config.json"}));
    EXPECT_EQ(paths({{"HOME", "/home/me"}, {"XDG_CONFIG_HOME", "/cfg"}, {"DOCKER_CONFIG", "/ci/docker"}}),
              (Paths{"/run/containers/1000/auth.json", "/cfg/containers/auth.json", "/ci/docker/config.json"}));
    // Without a home there is no file in the folder that this program happens to run in.
    EXPECT_EQ(paths({}), (Paths{"/run/containers/1000/auth.json"}));
}

TEST(CredentialFiles, that_somebody_names_stand_alone)
{
    EXPECT_EQ(paths({{"HOME", "/home/me"}, {"XDG_RUNTIME_DIR", "/run/user/1000"}, {"REGISTRY_AUTH_FILE", "/a.json"}}),
              (Paths{"/a.json"}));
}

TEST(CredentialFile, an_entry_has_a_pair_in_base64_or_in_two_fields_or_a_token)
{
    const auto file = parse(R"({"auths":{
        "pair": {"auth":"dXNlcjpodXNoOndpdGg6Y29sb25z"},
        "padded": {"auth":")" +
                            base64_encode(std::string("user:hush\0\0", 11)) + R"("},
        "fields": {"username":"user","password":"hush"},
        "both": {"auth":"dXNlcjpodXNo","username":"other","password":"other"},
        "acr": {"auth":"MDAwMC0wMDo=","identitytoken":"hush-identity"},
        "bearer": {"registrytoken":"hush-registry"},
        "with email": {"auth":"dXNlcjpodXNo","email":"a@b.example"}}})");
    ASSERT_TRUE(file) << file.error().message;
    const std::vector<std::pair<std::string, std::string>> rows{{"pair", "user:hush:with:colons"},
                                                                {"padded", "user:hush"},
                                                                {"fields", "user:hush"},
                                                                {"both", "user:hush"},
                                                                {"acr", "0000-00 identity token hush-identity"},
                                                                {"bearer", "registry token hush-registry"},
                                                                {"with email", "user:hush"},
                                                                {"unknown", "none"}};
    for (const auto& [host, wanted] : rows) EXPECT_EQ(shown(file->host_entry(host)), wanted) << host;
    EXPECT_EQ((*file->host_entry("pair"))->source, "/home/me/auth.json");
}

TEST(CredentialFile, an_empty_entry_is_none)
{
    // What docker leaves behind where a helper keeps the credentials.
    const auto file =
        parse(R"({"auths":{"a":{},"b":null,"c":{"auth":""},"d":{"auth":"dXNlcjo="},"e":{"username":"user"}}})");
    ASSERT_TRUE(file) << file.error().message;
    for (const std::string host : {"a", "b", "c", "d", "e"}) EXPECT_EQ(shown(file->host_entry(host)), "none") << host;
}

TEST(CredentialFile, an_entry_is_found_under_every_name_of_its_host)
{
    struct Row {
        std::string key;
        std::string host;
        bool found;
    };
    const std::vector<Row> rows{
        {"https://index.docker.io/v1/", "docker.io", true},
        {"index.docker.io", "docker.io", true},
        {"registry-1.docker.io", "docker.io", true},
        {"https://registry-1.docker.io/v2/", "docker.io", true},
        {"docker.io", "docker.io", true},
        {"docker.io", "registry-1.docker.io", true},
        {"https://r.example/v1/", "r.example", true},
        {"http://r.example:5000", "r.example:5000", true},
        {"https://r.example/team", "r.example", true},
        {"r.example/v2/", "r.example", true},
        {"r.example/", "r.example", true},
        {"R.Example", "r.example", true},
        {"r.example:5000", "r.example", false},
        {"r.example", "r.example:5000", false},
        {"r.example/team", "r.example", false},
        {"other.example", "r.example", false},
        {"evil-index.docker.io", "docker.io", false},
        {"auth.docker.io", "docker.io", false},
    };
    for (const auto& row : rows) {
        const auto file = parse(R"({"auths":{")" + row.key + R"(":)" + entry("user:hush") + "}}");
        ASSERT_TRUE(file) << file.error().message;
        EXPECT_EQ(shown(file->host_entry(row.host)), row.found ? "user:hush" : "none") << row.key << " " << row.host;
    }
}

TEST(CredentialFile, the_exact_key_comes_before_its_other_names)
{
    const auto file = parse(R"({"auths":{"https://index.docker.io/v1/":)" + entry("old:hush") + R"(,"docker.io":)" +
                            entry("new:hush") + "}}");
    EXPECT_EQ(shown(file->host_entry("docker.io")), "new:hush");
    const auto empty =
        parse(R"({"auths":{"https://index.docker.io/v1/":)" + entry("old:hush") + R"(,"docker.io":{}}})");
    EXPECT_EQ(shown(empty->host_entry("docker.io")), "old:hush");
}

TEST(CredentialFile, the_nearest_namespace_counts)
{
    // containers-auth.json(5), "FORMAT".
    const auto file =
        parse(R"({"auths":{"r.example":)" + entry("host:hush") + R"(,"r.example/team":)" + entry("team:hush") +
              R"(,"r.example/team/app":)" + entry("app:hush") + R"(,"r.example/empty":{}}})");
    ASSERT_TRUE(file) << file.error().message;
    const std::vector<std::pair<std::string, std::string>> rows{
        {"team/app", "app:hush"}, {"team/app/part", "app:hush"}, {"team/other", "team:hush"}, {"team", "team:hush"},
        {"teams", "none"},        {"team-b/app", "none"},        {"other", "none"},           {"", "none"},
        {"empty/app", "none"}};
    for (const auto& [repository, wanted] : rows)
        EXPECT_EQ(shown(file->namespace_entry("r.example", repository)), wanted) << repository;
    EXPECT_EQ(shown(file->host_entry("r.example")), "host:hush");
}

TEST(CredentialFile, says_which_helper_knows_a_host)
{
    const auto file = parse(R"({"credsStore":"all","credHelpers":{"r.example":"one","https://index.docker.io/v1/":"hub",
                                "plain.example":""}})");
    ASSERT_TRUE(file) << file.error().message;
    using Question = HelperQuestion;
    EXPECT_EQ(file->helper_of("r.example"), (Question{"one", "r.example"}));
    EXPECT_EQ(file->helper_of("docker.io"), (Question{"hub", "https://index.docker.io/v1/"}));
    EXPECT_EQ(file->helper_of("other.example"), std::nullopt);
    EXPECT_EQ(file->store_of("other.example:5000"), (Question{"all", "other.example:5000"}));
    // Who has a helper of its own, or none on purpose, is an exception from the store.
    EXPECT_EQ(file->store_of("r.example"), std::nullopt);
    EXPECT_EQ(file->helper_of("plain.example"), std::nullopt);
    EXPECT_EQ(file->store_of("plain.example"), std::nullopt);
}

TEST(CredentialFile, asks_the_store_for_docker_hub_by_its_old_name)
{
    EXPECT_EQ(parse(R"({"credsStore":"all"})")->store_of("docker.io"),
              (HelperQuestion{"all", "https://index.docker.io/v1/"}));
    EXPECT_EQ(parse(R"({"credsStore":""})")->store_of("docker.io"), std::nullopt);
}

TEST(CredentialFile, may_be_empty_and_may_hold_what_others_need)
{
    EXPECT_TRUE(parse(""));
    EXPECT_TRUE(parse(" \n"));
    EXPECT_TRUE(parse("{}"));
    EXPECT_TRUE(parse(R"({"auths":null,"credHelpers":null,"HttpHeaders":{"User-Agent":"x"},"psFormat":1})"));
}

TEST(CredentialFile, that_is_broken_is_named_with_the_place_and_without_what_stands_there)
{
    const std::string in = "the credentials in '/home/me/auth.json': ";
    const std::vector<std::pair<std::string, std::string>> rows{
        {"{\n \"auths\": {\"r\": {\"auth\": hush",
         "the file of credentials '/home/me/auth.json' is not JSON: syntax error at line 2, column 26"},
        {R"(["hush"])", in + "they are not a JSON object"},
        {R"({"auths":["hush"]})", in + "'auths' is not a JSON object"},
        {R"({"auths":{"r.example":"hush"}})", in + "auths: 'r.example' is not a JSON object"},
        {R"({"auths":{"r.example":{"auth":["hush"]}}})", in + "auths: 'r.example': 'auth' is not a text"},
        {R"({"auths":{"r.example":{"username":["hush"]}}})", in + "auths: 'r.example': 'username' is not a text"},
        {R"({"auths":{"r.example":{"password":{"hush":1}}}})", in + "auths: 'r.example': 'password' is not a text"},
        {R"({"auths":{"r.example":{"identitytoken":7}}})", in + "auths: 'r.example': 'identitytoken' is not a text"},
        {R"({"auths":{"r.example":{"registrytoken":7}}})", in + "auths: 'r.example': 'registrytoken' is not a text"},
        {R"({"credHelpers":{"r.example":["hush"]}})", in + "credHelpers: 'r.example' is not a text"},
        {R"({"credHelpers":"hush"})", in + "'credHelpers' is not a JSON object"},
        {R"({"credsStore":["hush"]})", in + "'credsStore' is not a text"},
    };
    for (const auto& [text, message] : rows) {
        const auto file = parse(text);
        ASSERT_FALSE(file) << text;
        EXPECT_EQ(file.error().kind, ErrorKind::malformed);
        EXPECT_EQ(file.error().message, message);
        expect_no_secret(file.error());
    }
}

TEST(CredentialFile, an_entry_that_is_no_pair_is_broken_for_its_host_alone)
{
    const auto file = parse(R"({"auths":{"bad":{"auth":"hush!"},"half":{"auth":")" + base64_encode("hush") +
                            R"("},"good":)" + entry("user:hush") + "}}");
    ASSERT_TRUE(file) << file.error().message;
    EXPECT_EQ(shown(file->host_entry("good")), "user:hush");
    for (const std::string host : {"bad", "half"}) {
        const auto found = file->host_entry(host);
        ASSERT_FALSE(found) << host;
        EXPECT_EQ(found.error().message, "the credentials in '/home/me/auth.json': auths: '" + host +
                                             "': 'auth' is not base64 of user:password");
        expect_no_secret(found.error());
    }
}

TEST(CredentialFile, a_token_that_could_not_be_sent_is_broken_and_not_shown)
{
    for (const std::string field : {"identitytoken", "registrytoken"})
        for (const std::string token : {"hush\\n", "hush hush", "\\u00e9hush", " hush"}) {
            const auto file = parse(R"({"auths":{"r.example":{")" + field + "\":\"" + token + "\"}}}");
            ASSERT_TRUE(file) << file.error().message;
            const auto found = file->host_entry("r.example");
            ASSERT_FALSE(found) << token;
            EXPECT_EQ(found.error().kind, ErrorKind::malformed);
            EXPECT_EQ(found.error().message, "the credentials in '/home/me/auth.json': auths: 'r.example': '" + field +
                                                 "' has characters that no token has, such as a space or a line's end");
            expect_no_secret(found.error());
        }
}

TEST(CredentialFile, a_helper_is_a_name_and_never_a_path)
{
    for (const std::string name : {"../evil", "/bin/sh", "a b", "a;b", "$(x)", "a\\n", "é"}) {
        EXPECT_FALSE(parse(R"({"credsStore":")" + name + "\"}")) << name;
        EXPECT_FALSE(parse(R"({"credHelpers":{"r.example":")" + name + "\"}}")) << name;
    }
    for (const std::string name : {"ecr-login", "desktop.exe", "secretservice", "gcloud_2"})
        EXPECT_TRUE(parse(R"({"credsStore":")" + name + "\"}")) << name;
}

}  // namespace
}  // namespace tagwarden
