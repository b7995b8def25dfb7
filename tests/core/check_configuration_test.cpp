// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/check_configuration.h"

#include <gtest/gtest.h>

namespace tagwarden {
namespace {

Result<void> check_expect(const char* expect)
{
    Configuration configuration;
    configuration.editions = {"ce", "ee"};
    configuration.sources = {{"Main.go", *Pattern::parse("v=(.*)"), *TextTemplate::parse(expect)}};
    return check_configuration(configuration);
}

TEST(CheckConfiguration, what_a_source_should_say_follows_from_the_version)
{
    for (const auto* good : {"{version}", "{major}.{minor}.{patch}", "v{version}-{edition}", "fixed"})
        EXPECT_TRUE(check_expect(good)) << good;
    for (const auto* bad : {"{env.VERSION}", "{version}{suffix}", "{version|image}", "{variant}"}) {
        const auto checked = check_expect(bad);
        ASSERT_FALSE(checked) << bad;
        EXPECT_EQ(checked.error().kind, ErrorKind::usage) << bad;
        EXPECT_NE(checked.error().message.find("'expect' of source 'Main.go' is '" + std::string(bad) + "'"),
                  std::string::npos)
            << checked.error().message;
    }
}

TEST(CheckConfiguration, only_a_product_with_editions_may_speak_of_them)
{
    Configuration configuration;
    configuration.destinations = {{"hub", *TextTemplate::parse("example.com/app-{edition}"), {}, false, false}};
    const auto checked = check_configuration(configuration);
    ASSERT_FALSE(checked);
    EXPECT_EQ(checked.error().message,
              "'to' of destination 'hub' is 'example.com/app-{edition}', but this product has no editions");
    configuration.editions = {"ce"};
    EXPECT_TRUE(check_configuration(configuration));
}

}  // namespace
}  // namespace tagwarden
