// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include "adapters/oci/oci_repository.h"
#include "tests/support/nginx.h"
#include "tests/support/registry_session.h"

namespace tagwarden {
namespace {

/// A registry of one list of tags on this machine, with or without TLS.
struct OciAccess : testing::Test {
    static constexpr const char* list = R"(location / { return 200 '{"name":"app","tags":["1.0"]}'; })";

    Result<std::size_t> tags_at(const tests::Nginx& site, std::optional<bool> plain_http)
    {
        tests::TestSession session({}, {.ca_file = authority.file()});
        const auto place = Location::parse(site.host() + "/app").value();
        const auto repository = open_oci_repository(place, {plain_http}, session.registry).value();
        const auto tags = repository->tags();
        if (!tags) return fail(tags.error());
        return tags->size();
    }

    tests::TestAuthority authority;
};

TEST_F(OciAccess, tls_is_spoken_to_this_machine_only_where_somebody_says_so)
{
    const tests::Nginx site({.locations = list, .certificate = authority.issue({"127.0.0.1"})});
    EXPECT_EQ(tags_at(site, false), 1U);
    for (const auto said : {std::optional<bool>(), std::optional(true)}) {
        const auto tags = tags_at(site, said);
        ASSERT_FALSE(tags);
        EXPECT_NE(tags.error().hint.find("--plain-http=false"), std::string::npos) << tags.error().hint;
    }
}

TEST_F(OciAccess, plain_http_is_spoken_to_this_machine_unless_somebody_says_otherwise)
{
    const tests::Nginx site({.locations = list});
    EXPECT_EQ(tags_at(site, std::nullopt), 1U);
    EXPECT_EQ(tags_at(site, true), 1U);
    EXPECT_FALSE(tags_at(site, false));
}

}  // namespace
}  // namespace tagwarden
