// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/same_version.h"

#include <gtest/gtest.h>

namespace tagwarden {
namespace {

struct Row {
    const char* expected;
    const char* text;
    bool same;
};

TEST(SameVersion, is_the_same_text_or_the_same_version_with_an_optional_v)
{
    const Row rows[] = {
        {"1.8.1", "1.8.1", true},      {"1.8.1", "v1.8.1", true},      {"v1.8.1", "1.8.1", true},
        {"1.8.1", " 1.8.1\n", true},   {"nightly", "nightly", true},   {"nightly", "Nightly", false},
        {"1.8.1", "1.8.0", false},     {"1.8.1", "1.8.1-rc.1", false}, {"1.8.1", "1.8", false},
        {"1.8.1", "", false},          {"1.8.1", "vv1.8.1", false},    {"1.0.0+x", "1.0.0+x", true},
        {"1.0.0+x", "v1.0.0+x", true}, {"1.0.0+x", "1.0.0", true},     {"1.0.0+x", "1.0.0+y", false},
        {"1.0.0", "1.0.0+y", false},
    };
    for (const auto& row : rows)
        EXPECT_EQ(says_version(Order::semver, row.expected, row.text), row.same) << row.expected << " " << row.text;
}

}  // namespace
}  // namespace tagwarden
