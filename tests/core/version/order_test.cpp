// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/version/order.h"

#include <gtest/gtest.h>

#include "core/version/version.h"

namespace tagwarden {
namespace {

TEST(Order, each_has_a_name_of_its_own_that_leads_back)
{
    EXPECT_EQ(all_orders().size(), 7U);
    for (const auto order : all_orders()) EXPECT_EQ(order_named(name_of(order)), order);
}

TEST(Order, a_name_that_is_none_gets_the_nearest_and_all_of_them)
{
    const auto found = order_named("semvre");
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().kind, ErrorKind::usage);
    EXPECT_EQ(found.error().message, "there is no order 'semvre' (did you mean 'semver'?)");
    EXPECT_EQ(found.error().hint, "choose one of semver, deb, rpm, pep440, omnibus, calver, natural");
}

TEST(Order, a_refused_text_is_quoted_and_comes_with_an_example_of_its_order)
{
    const auto version = Version::parse(Order::deb, "x\n");
    ASSERT_FALSE(version);
    EXPECT_EQ(version.error().message, "'x?' is not a Debian version");
    EXPECT_EQ(version.error().hint, "it looks like 1:1.8.1-2 or 1.9.0~rc.1");
}

}  // namespace
}  // namespace tagwarden
