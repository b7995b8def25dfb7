// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/http/url.h"

#include <gtest/gtest.h>

namespace tagwarden {
namespace {

TEST(Url, a_reference_means_what_rfc_3986_says)
{
    struct Row {
        std::string base, reference, want;
    };
    const Row rows[] = {
        {"https://r.example/v2/a/tags/list?n=1", "/v2/a/tags/list?n=1&last=b",
         "https://r.example/v2/a/tags/list?n=1&last=b"},
        {"https://r.example/v2/a/tags/list?n=1", "list?last=b", "https://r.example/v2/a/tags/list?last=b"},
        {"https://r.example/v2/a/", "https://other.example/x", "https://other.example/x"},
        {"https://r.example/v2/a/", "//other.example/x", "https://other.example/x"},
        {"https://r.example/v2/a/", "/x?a=b#part", "https://r.example/x?a=b"},
    };
    for (const auto& [base, reference, want] : rows) {
        const auto url = Url::parse(base)->resolve(reference);
        ASSERT_TRUE(url) << reference;
        EXPECT_EQ(url->text, want);
    }
}

TEST(Url, the_default_port_and_the_case_of_a_host_make_no_other_origin)
{
    EXPECT_EQ(Url::parse("https://R.example:443/x")->origin(), "https://r.example");
    EXPECT_EQ(Url::parse("http://r.example:80/x")->host, "r.example");
    EXPECT_EQ(Url::parse("http://[::1]:5000/x")->host, "[::1]:5000");
    EXPECT_NE(Url::parse("http://r.example/x")->origin(), Url::parse("https://r.example/x")->origin());
}

TEST(Url, only_http_without_a_user_is_followed)
{
    for (const auto* text : {"file:///etc/passwd", "ftp://r.example/x", "https://me:secret@r.example/x", "",
                             "not a url", "https://", "https://r.example/\nx"}) {
        const auto url = Url::parse(text);
        ASSERT_FALSE(url) << text;
        EXPECT_EQ(url.error().kind, ErrorKind::malformed);
        EXPECT_EQ(url.error().message.find("secret"), std::string::npos);
    }
}

TEST(Url, a_pair_joins_the_query_that_is_there)
{
    EXPECT_EQ(Url::parse("http://r/u?_state=x")->with_query("digest=d"), "http://r/u?_state=x&digest=d");
    EXPECT_EQ(Url::parse("http://r/u")->with_query("digest=d"), "http://r/u?digest=d");
}

}  // namespace
}  // namespace tagwarden
