// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/http/network_environment.h"

#include <gtest/gtest.h>

namespace tagwarden {
namespace {

TEST(NetworkEnvironment, an_empty_one_gives_the_defaults)
{
    const auto settings = network_settings_in({});
    EXPECT_EQ(settings.proxies.for_https, "");
    EXPECT_EQ(settings.proxies.for_http, "");
    EXPECT_EQ(settings.system_ca_file, "");
    EXPECT_EQ(settings.certificate_folders,
              (std::vector<std::string>{"/etc/containers/certs.d", "/etc/docker/certs.d"}));
}

TEST(NetworkEnvironment, proxies_are_read_in_both_cases_and_the_lower_counts)
{
    const auto upper = network_settings_in({{"HTTPS_PROXY", "a"}, {"HTTP_PROXY", "b"}, {"NO_PROXY", "c"}}).proxies;
    EXPECT_EQ(upper.for_https + upper.for_http + upper.not_for, "abc");
    const auto both = network_settings_in({{"HTTPS_PROXY", "a"},
                                           {"https_proxy", "A"},
                                           {"HTTP_PROXY", "b"},
                                           {"http_proxy", "B"},
                                           {"NO_PROXY", "c"},
                                           {"no_proxy", "C"}})
                          .proxies;
    EXPECT_EQ(both.for_https + both.for_http + both.not_for, "ABC");
}

TEST(NetworkEnvironment, one_for_all_stands_in_for_what_is_not_set)
{
    const auto proxies = network_settings_in({{"ALL_PROXY", "all"}, {"http_proxy", "plain"}}).proxies;
    EXPECT_EQ(proxies.for_https, "all");
    EXPECT_EQ(proxies.for_http, "plain");
}

TEST(NetworkEnvironment, upper_case_http_proxy_is_not_believed_under_a_web_server)
{
    const auto proxies =
        network_settings_in({{"REQUEST_METHOD", "GET"}, {"HTTP_PROXY", "evil"}, {"HTTPS_PROXY", "fine"}}).proxies;
    EXPECT_EQ(proxies.for_http, "");
    EXPECT_EQ(proxies.for_https, "fine");
}

TEST(NetworkEnvironment, the_folder_of_the_user_comes_first)
{
    const auto settings = network_settings_in(
        {{"HOME", "/home/me"}, {"SSL_CERT_FILE", "/f"}, {"SSL_CERT_DIR", "/d"}, {"TAGWARDEN_CA_FILE", "/more"}});
    EXPECT_EQ(settings.certificate_folders.front(), "/home/me/.config/containers/certs.d");
    EXPECT_EQ(settings.certificate_folders.size(), 3U);
    EXPECT_EQ(settings.system_ca_file, "/f");
    EXPECT_EQ(settings.system_ca_folders, "/d");
    EXPECT_EQ(settings.ca_file, "/more");
}

}  // namespace
}  // namespace tagwarden
