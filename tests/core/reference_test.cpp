// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/reference.h"

#include <gtest/gtest.h>

namespace tagwarden {
namespace {

TEST(Reference, short_forms_are_those_of_the_docker_client)
{
    const auto digest = Digest::of("x").str();
    const std::pair<std::string, std::string> rows[] = {
        {"debian", "docker.io/library/debian"},
        {"debian:12", "docker.io/library/debian:12"},
        {"ollama/ollama:0.6.2", "docker.io/ollama/ollama:0.6.2"},
        {"index.docker.io/ollama/ollama", "docker.io/ollama/ollama"},
        {"localhost/x", "localhost/x"},
        {"127.0.0.1:5000/a/b:1", "127.0.0.1:5000/a/b:1"},
        {"ghcr.io/a/b__c-d.e@" + digest, "ghcr.io/a/b__c-d.e@" + digest},
        {"ghcr.io/a/b:1@" + digest, "ghcr.io/a/b:1@" + digest},
        {"oci:out", "oci:out"},
        {"oci:/tmp/out/hub:v1.8.1", "oci:/tmp/out/hub:v1.8.1"},
        {"oci:../a.b/c", "oci:../a.b/c"},
        {"oci:a/b/", "oci:a/b"},
        {"oci:a:b/", "oci:a:b/"},
        {"oci:a:b/c/", "oci:a:b/c/"},
        {"oci:a:b/c/@" + digest, "oci:a:b/c/@" + digest},
        {"oci:a:b/c:1", "oci:a:b/c:1"},
        {"oci:a@b/c", "oci:a@b/c"},
        {"[::1]:5000/a", "[::1]:5000/a"},
        {"debian:12@" + digest, "docker.io/library/debian:12@" + digest},
        {"oci:a:b:c", "oci:a:b:c"},
        {"oci:///", "oci:/"},
        {"oci-archive:x.tar:1", "oci-archive:x.tar:1"},
        {"docker-archive:dir/a:b.tar", "docker-archive:dir/a:b.tar"},
    };
    for (const auto& [text, wanted] : rows) {
        const auto reference = Reference::parse(text);
        ASSERT_TRUE(reference) << text << ": " << reference.error().message;
        EXPECT_EQ(reference->str(), wanted);
        EXPECT_EQ(*Reference::parse(reference->str()), *reference) << "what is printed reads back";
    }
}

TEST(Reference, what_is_none_is_a_usage_error)
{
    for (const std::string text : {"",
                                   "oci:",
                                   "Debian",
                                   "a//b",
                                   "https://ghcr.io/a/b",
                                   "ghcr.io/a/b:",
                                   "ghcr.io/a/b@sha256:1",
                                   "ghcr.io/-a",
                                   "gh cr.io/a",
                                   "ghcr.io/a_-b",
                                   "x/",
                                   "ghcr.io/",
                                   "ghcr.io/a@md5:1",
                                   "ghcr.io:/a",
                                   "ghcr.io:0/a",
                                   "ghcr.io:65536/a",
                                   "ghcr.io:99999999999999999999/a",
                                   "ghcr.io:80x/a",
                                   "a:b:80/c",
                                   "[::1]:x/a",
                                   "oci:out:a/b"}) {
        const auto reference = Reference::parse(text);
        ASSERT_FALSE(reference) << text;
        EXPECT_EQ(reference.error().kind, ErrorKind::usage) << text;
    }
}

TEST(Reference, with_a_login_in_it_is_refused_and_not_shown)
{
    const auto digest = Digest::of("x").str();
    const std::string texts[] = {"user:hush@host/app",
                                 "user:hush@host/app:1",
                                 "user:hush@host:5000/app",
                                 "user:hush@host/app@" + digest,
                                 "https://user:hush@host/app",
                                 "docker://user:hush@host/app",
                                 "user:hu/sh@host/app",
                                 "user:hush@host",
                                 "hush@host/app",
                                 "user:hush@sh@host/app"};
    for (const auto& text : texts) {
        for (const auto& error : {Reference::parse(text).error(), Location::parse(text).error()}) {
            EXPECT_EQ(error.kind, ErrorKind::usage);
            EXPECT_TRUE(error.message.starts_with("a reference has no user name or password in it")) << error.message;
            for (const auto& line : error.trail) EXPECT_EQ(line.find("hush"), std::string::npos) << line;
        }
    }
}

TEST(Reference, with_a_prefix_says_to_leave_it_away)
{
    EXPECT_EQ(Reference::parse("docker://ghcr.io/a/b").error().hint, "leave the prefix 'docker://' away");
}

TEST(Location, only_this_machine_is_loopback)
{
    for (const std::string host : {"localhost", "localhost:5000", "127.0.0.1:5000", "127.9.9.9", "[::1]:80"})
        EXPECT_TRUE(is_loopback(host)) << host;
    for (const std::string host :
         {"127.example.com", "localhost.example.com", "10.0.0.1", "128.0.0.1", "127.0.0.1.x:80", ""})
        EXPECT_FALSE(is_loopback(host)) << host;
}

}  // namespace
}  // namespace tagwarden
