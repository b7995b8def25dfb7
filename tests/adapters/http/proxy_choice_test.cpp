// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/http/proxy_choice.h"

#include <gtest/gtest.h>

namespace tagwarden {
namespace {

Result<ProxyChoice> choice(const std::string& url, const std::string& proxy, const std::string& not_for = {})
{
    return proxy_for(Url::parse(url).value(), {proxy, proxy, not_for});
}

TEST(ProxyChoice, each_scheme_has_its_own)
{
    const ProxySettings settings{"http://secure.example:3128", "http://plain.example:3128", ""};
    EXPECT_EQ(proxy_for(Url::parse("https://r.example/").value(), settings)->shown, "secure.example:3128");
    EXPECT_EQ(proxy_for(Url::parse("http://r.example/").value(), settings)->shown, "plain.example:3128");
}

TEST(ProxyChoice, loopback_has_none)
{
    for (const auto* url : {"http://localhost/", "https://127.0.0.1:5000/", "http://[::1]:5000/"})
        EXPECT_EQ(choice(url, "http://proxy.example")->url, "") << url;
}

TEST(ProxyChoice, known_kinds_are_taken_and_shown_without_their_login)
{
    const std::pair<std::string, std::string> rows[] = {
        {"http://proxy.example:3128", "proxy.example:3128"},
        {"proxy.example:3128", "proxy.example:3128"},
        {"http://proxy.example", "proxy.example:1080"},
        {"http://me:secret@proxy.example:3128/", "proxy.example:3128"},
        {"https://proxy.example", "proxy.example:443"},
        {"socks5h://proxy.example", "proxy.example:1080"},
        {"http://[fd00::1]:3128", "[fd00::1]:3128"},
    };
    for (const auto& [proxy, shown] : rows) {
        const auto chosen = choice("https://r.example/", proxy);
        ASSERT_TRUE(chosen) << proxy;
        EXPECT_EQ(chosen->url, proxy);
        EXPECT_EQ(chosen->shown, shown);
    }
}

TEST(ProxyChoice, what_is_no_proxy_is_an_error_without_its_login)
{
    for (const auto* proxy : {"ftp://me:secret@proxy.example", "http://me:secret@",
                              "http://me:secret@proxy.example:99999", "http://me:secret@pro xy"}) {
        const auto chosen = choice("https://r.example/", proxy);
        ASSERT_FALSE(chosen) << proxy;
        EXPECT_EQ(chosen.error().kind, ErrorKind::usage);
        EXPECT_EQ(chosen.error().message, "the proxy for https is not a URL of a proxy");
        EXPECT_NE(chosen.error().hint.find("HTTPS_PROXY"), std::string::npos);
        EXPECT_EQ(chosen.error().hint.find("secret"), std::string::npos);
    }
}

TEST(ProxyChoice, an_exception_has_none_and_knows_the_default_port)
{
    EXPECT_EQ(choice("https://r.example/", "p.example:1", "r.example:443"), ProxyChoice{});
    EXPECT_EQ(choice("http://r.example/", "p.example:1", "r.example:80"), ProxyChoice{});
    EXPECT_EQ(choice("https://r.example:5000/", "p.example:1", "r.example:443")->url, "p.example:1");
}

}  // namespace
}  // namespace tagwarden
