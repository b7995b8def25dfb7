// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/edition.h"

#include <gtest/gtest.h>

namespace tagwarden {
namespace {

Configuration gitlab()
{
    Configuration configuration;
    configuration.product = "gitlab";
    configuration.editions = {"ce", "ee"};
    configuration.version.order = Order::omnibus;
    return configuration;
}

using Said = std::optional<std::string>;

TEST(Edition, is_what_is_said_or_what_the_version_says_or_what_the_scheme_knows)
{
    struct Row {
        Said said;
        std::string version, by_scheme, wanted;
    };
    const Row rows[] = {
        {"ee", "", "", "ee"},
        {{}, "19.1.0-ee.0", "", "ee"},
        {{}, "19.1.0-rc42.ce.0", "ee", "ce"},
        {{}, "19.1.0+rfbranch.1.deadbeef-0", "ee", "ee"},
        {"ee", "19.1.0+rfbranch.1.deadbeef-0", "ee", "ee"},
        {"ee", "19.1.0-ee.0", "ce", "ee"},
        {{}, "19.1.0-fips.0", "ee", "ee"},
        {{}, "latest", "", ""},
        {{}, "", "", ""},
    };
    for (const auto& row : rows) {
        const auto edition = edition_meant(gitlab(), row.said, row.version, row.by_scheme);
        ASSERT_TRUE(edition) << row.version << ": " << edition.error().message;
        EXPECT_EQ(*edition, row.wanted) << row.version;
    }
}

TEST(Edition, that_the_product_does_not_have_is_an_error_with_the_nearest)
{
    const auto error = edition_meant(gitlab(), "eee", "").error();
    EXPECT_EQ(error.kind, ErrorKind::usage);
    EXPECT_EQ(error.message, "--edition says 'eee', which gitlab does not have (did you mean 'ee'?)");
    EXPECT_EQ(error.hint, "its editions are ce, ee");
    EXPECT_EQ(edition_meant(gitlab(), {}, "13.1.1-jh.0").error().message,
              "13.1.1-jh.0 is of the edition 'jh', which gitlab does not have");
}

TEST(Edition, that_differs_from_the_one_of_the_version_is_refused)
{
    for (const auto& error : {edition_meant(gitlab(), "ce", "19.1.0-ee.0").error(),
                              edition_meant(gitlab(), "ce", "19.1.0+rfbranch.1.a-0", "ee").error()})
        EXPECT_EQ(error.kind, ErrorKind::refused) << error.message;
}

TEST(Edition, of_a_product_without_editions_is_none_and_cannot_be_chosen)
{
    Configuration plain;
    plain.product = "app";
    plain.version.order = Order::omnibus;
    EXPECT_EQ(*edition_meant(plain, {}, "19.1.0-ee.0", "ee"), "");
    EXPECT_EQ(edition_meant(plain, "ee", "").error().message, "--edition says 'ee', and app has no editions");
}

TEST(Edition, that_nobody_says_is_asked_for_by_name)
{
    const auto error = edition_not_said(gitlab()).error();
    EXPECT_EQ(error.kind, ErrorKind::usage);
    EXPECT_EQ(error.message, "gitlab has the editions ce, ee, and nothing says which one is meant");
    EXPECT_EQ(error.hint, "add --edition ce");
    EXPECT_EQ(edition_not_said(gitlab(), "latest", {"ce", "ee"}).error().hint,
              "add --edition ce or --edition ee: these have 'latest'");
    EXPECT_EQ(edition_not_said(gitlab(), "rocm", {"ee"}).error().hint, "add --edition ee: that one has 'rocm'");
}

}  // namespace
}  // namespace tagwarden
