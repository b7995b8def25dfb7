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
    for (const std::string text :
         {"", "oci:", "Debian", "a//b", "https://ghcr.io/a/b", "ghcr.io/a/b:", "ghcr.io/a/b@sha256:1", "ghcr.io/-a",
          "gh cr.io/a", "ghcr.io/a_-b", "x/", "ghcr.io/"})
        EXPECT_FALSE(Reference::parse(text)) << text;
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
