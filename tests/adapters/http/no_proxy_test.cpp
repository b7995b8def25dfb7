// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/http/no_proxy.h"

#include <gtest/gtest.h>

namespace tagwarden {
namespace {

TEST(NoProxy, a_port_is_split_from_its_host)
{
    struct Row {
        std::string text, host, port;
    };
    const Row rows[] = {
        {"r.example", "r.example", ""},
        {"r.example:5000", "r.example", "5000"},
        {"[fd00::1]:5000", "fd00::1", "5000"},
        {"[fd00::1]", "fd00::1", ""},
        {"fd00::5000", "fd00::5000", ""},
        {"10.0.0.0/8", "10.0.0.0/8", ""},
        {"10.0.0.0/8:80", "10.0.0.0/8", "80"},
        {"fd00::/8", "fd00::/8", ""},
        {":80", "", "80"},
        {"r.example:", "r.example:", ""},
        {"", "", ""},
    };
    for (const auto& [text, host, port] : rows) {
        EXPECT_EQ(split_port(text).host, host) << text;
        EXPECT_EQ(split_port(text).port, port) << text;
    }
}

TEST(NoProxy, a_list_names_hosts_addresses_and_networks)
{
    struct Row {
        std::string list, host;
        bool want;
    };
    const Row rows[] = {
        {"r.example", "r.example", true},
        {"r.example", "a.r.example", true},
        {".r.example", "r.example", true},
        {".r.example", "a.r.example", true},
        {"r.example", "bar.example", false},
        {"r.example", "r.example.com", false},
        {"R.Example.", "r.example", true},
        {"a,b\tr.example", "r.example", true},
        {"a, b,,r.example ", "r.example", true},
        {"*", "r.example", true},
        {"", "r.example", false},
        {" ,.,", "r.example", false},
        {"10.1.2.3", "10.1.2.3", true},
        {"10.1.2.3", "10.1.2.4", false},
        {"2.3", "10.1.2.3", false},
        {"10.0.0.0/8", "10.1.2.3", true},
        {"10.0.0.0/8", "11.1.2.3", false},
        {"10.1.2.0/23", "10.1.3.255", true},
        {"10.1.2.0/23", "10.1.4.0", false},
        {"0.0.0.0/0", "10.1.2.3", true},
        {"10.1.2.3/33", "10.1.2.3", false},
        {"10.1.2.3/8x", "10.1.2.3", false},
        {"10.1.2.3/", "10.1.2.3", false},
        {"fd00::/8", "fd12::1", true},
        {"fd00::/8", "fe80::1", false},
        {"fd00::1", "fd00:0::1", true},
        {"[fd00::1]", "fd00::1", true},
        {"::/0", "10.1.2.3", false},
        {"10.0.0.0/8", "r.example", false},
    };
    for (const auto& [list, host, want] : rows)
        EXPECT_EQ(is_excepted({host, "443"}, list), want) << list << " " << host;
}

TEST(NoProxy, an_entry_with_a_port_is_for_that_port)
{
    EXPECT_TRUE(is_excepted({"r.example", "5000"}, "r.example:5000"));
    EXPECT_FALSE(is_excepted({"r.example", "443"}, "r.example:5000"));
    EXPECT_TRUE(is_excepted({"fd00::1", "443"}, "[fd00::1]:443"));
    EXPECT_FALSE(is_excepted({"fd00::1", "80"}, "[fd00::1]:443"));
}

}  // namespace
}  // namespace tagwarden
