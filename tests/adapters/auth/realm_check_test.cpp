// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/auth/realm_check.h"

#include <gtest/gtest.h>

namespace tagwarden {
namespace {

struct Row {
    std::string origin;
    std::string realm;
    bool plain_http = false;
};

Result<Url> check(const Row& row)
{
    return check_realm({row.origin, "registry", "team/app", row.plain_http}, row.realm);
}

TEST(Realm, may_be_asked_over_tls_or_where_the_registry_is_itself)
{
    const std::vector<Row> rows{
        {"https://registry-1.docker.io", "https://auth.docker.io/token"},
        {"https://r.example", "HTTPS://Auth.Example:8443/token?x=1"},
        {"https://r.example", "https://8.8.8.8/token"},
        {"https://r.example", "https://[2001:db8::1]/token"},
        {"http://127.0.0.1:5000", "http://127.0.0.1:5001/token"},
        {"http://localhost:5000", "http://[::1]:5001/token"},
        {"http://127.0.0.1:5000", "https://auth.example/token"},
        {"http://127.0.0.1:5000", "https://10.0.0.7/token"},
        {"https://10.0.0.5", "https://192.168.0.7/token"},
        {"https://[fd12::1]", "https://10.0.0.7/token"},
        {"http://r.example", "http://auth.example/token", true},
        {"http://10.0.0.5", "http://10.0.0.7/token", true},
    };
    for (const auto& row : rows) {
        const auto url = check(row);
        EXPECT_TRUE(url) << row.origin << " " << row.realm << " " << url.error().message;
    }
    EXPECT_EQ(check(rows[1])->host, "auth.example:8443");
}

TEST(Realm, is_refused_where_it_leads_to_other_peoples_machines)
{
    const std::vector<Row> rows{
        {"https://r.example", "http://auth.example/token"},
        {"http://127.0.0.1:5000", "http://auth.example/token"},
        {"https://r.example", "http://127.0.0.1/token"},
        // Loopback and private networks, in every way to write them.
        {"https://r.example", "https://127.0.0.1/token"},
        {"https://r.example", "https://127.1.2.3:8080/token"},
        {"https://r.example", "https://localhost/token"},
        {"https://r.example", "https://LOCALHOST./token"},
        {"https://r.example", "https://x.localhost/token"},
        {"https://r.example", "https://2130706433/token"},
        {"https://r.example", "https://0x7f.1/token"},
        {"https://r.example", "https://0177.0.0.1/token"},
        {"https://r.example", "https://0.0.0.0/token"},
        {"https://r.example", "https://[::1]/token"},
        {"https://r.example", "https://[::]/token"},
        {"https://r.example", "https://[::ffff:127.0.0.1]/token"},
        {"https://r.example", "https://[::ffff:7f00:1]/token"},
        {"https://r.example", "https://[64:ff9b::10.0.0.1]/token"},
        {"https://r.example", "https://10.0.0.1/token"},
        {"https://r.example", "https://172.16.0.1/token"},
        {"https://r.example", "https://172.31.255.255/token"},
        {"https://r.example", "https://192.168.1.1/token"},
        {"https://r.example", "https://100.64.0.1/token"},
        {"https://r.example", "https://[fd00::1]/token"},
        {"https://r.example", "https://[fc00::1]/token"},
        {"http://r.example", "http://10.0.0.7/token", true},
        {"https://10.0.0.5", "https://127.0.0.1/token"},
        // Where cloud machines keep their secrets: never, wherever the registry is.
        {"https://r.example", "https://169.254.169.254/latest/meta-data"},
        {"http://127.0.0.1:5000", "https://169.254.169.254/token"},
        {"http://127.0.0.1:5000", "http://169.254.169.254/token", true},
        {"http://127.0.0.1:5000", "https://[fe80::1]/token"},
        {"http://127.0.0.1:5000", "https://[fe80::1%25eth0]/token"},
        {"http://127.0.0.1:5000", "https://[febf::1]/token"},
        {"http://127.0.0.1:5000", "https://[fd00:ec2::254]/token"},
        {"http://127.0.0.1:5000", "https://[::ffff:169.254.169.254]/token"},
        {"http://169.254.0.1", "https://169.254.169.254/token", true},
    };
    for (const auto& row : rows) {
        const auto url = check(row);
        ASSERT_FALSE(url) << row.origin << " " << row.realm;
        EXPECT_EQ(url.error().kind, ErrorKind::refused) << row.realm << ": " << url.error().message;
    }
}

TEST(Realm, that_is_only_near_a_private_network_is_not_in_it)
{
    for (const std::string host :
         {"172.15.255.255", "172.32.0.0", "11.0.0.0", "9.255.255.255", "192.167.255.255", "100.63.255.255",
          "100.128.0.0", "169.253.255.255", "128.0.0.1", "[fbff::1]", "[fe00::1]", "10.example", "notlocalhost"})
        EXPECT_TRUE(check({"https://r.example", "https://" + host + "/token"})) << host;
}

TEST(Realm, that_is_no_url_or_has_a_user_name_is_malformed)
{
    for (const std::string realm : {"", "/", "/token", "token", "ftp://a.example/", "file:///etc/passwd", "https://",
                                    "https://user:hush@a.example/token", "https://a.example:99999/token"}) {
        const auto url = check({"https://r.example", realm});
        ASSERT_FALSE(url) << realm;
        EXPECT_EQ(url.error().kind, ErrorKind::malformed) << realm;
        EXPECT_EQ(url.error().message.find("hush"), std::string::npos);
    }
}

TEST(Realm, a_refusal_names_the_registry_and_the_address)
{
    const auto url = check({"https://r.example", "https://169.254.169.254/latest?secret=1"});
    ASSERT_FALSE(url);
    EXPECT_EQ(url.error().message,
              "registry names https://169.254.169.254/latest as its token server, an address of this machine's own "
              "network");
}

TEST(Place, takes_secrets_over_tls_on_loopback_or_where_somebody_says_so)
{
    EXPECT_TRUE(takes_secrets({"https://r.example", "r.example", "app"}));
    EXPECT_TRUE(takes_secrets({"http://127.0.0.1:5000", "127.0.0.1:5000", "app"}));
    EXPECT_TRUE(takes_secrets({"http://[::1]:5000", "[::1]:5000", "app"}));
    EXPECT_TRUE(takes_secrets({"http://r.example", "r.example", "app", true}));
    EXPECT_FALSE(takes_secrets({"http://r.example", "r.example", "app"}));
    EXPECT_FALSE(takes_secrets({"http://127.0.0.1.example", "127.0.0.1.example", "app"}));
}

}  // namespace
}  // namespace tagwarden
