// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/attached_tag.h"

#include <gtest/gtest.h>

namespace tagwarden {
namespace {

TEST(AttachedTag, is_named_after_a_digest)
{
    const std::string hex = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    for (const auto& text : {"sha256-" + hex, "sha256-" + hex + ".sig", "sha256-" + hex + ".att",
                             "sha256-" + hex + ".sbom", "sha512-" + hex})
        EXPECT_TRUE(names_attached(*TagName::parse(text))) << text;
    for (const auto& text : {"latest" + std::string(), "sha256-" + hex.substr(1), "sha256-" + hex + "0",
                             "sha256-" + hex + ".txt", "sha1-" + hex, "sha256-G" + hex.substr(1), "sha256_" + hex, hex})
        EXPECT_FALSE(names_attached(*TagName::parse(text))) << text;
}

}  // namespace
}  // namespace tagwarden
