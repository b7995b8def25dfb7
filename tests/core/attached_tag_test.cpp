// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/attached_tag.h"

#include <gtest/gtest.h>

namespace tagwarden {
namespace {

const auto subject = Digest::of("subject");
const auto sha512 = *Digest::parse("sha512:" + std::string(64, 'a') + std::string(64, 'b'));

TEST(AttachedTag, of_a_list_keeps_32_letters_of_the_algorithm_and_64_digits)
{
    EXPECT_EQ(referrers_tag(subject).str(), "sha256-" + std::string(subject.hex()));
    EXPECT_EQ(referrers_tag(sha512).str(), "sha512-" + std::string(64, 'a'));
}

TEST(AttachedTag, of_cosign_there_are_three_for_a_digest)
{
    const auto tags = cosign_tags(subject);
    const auto stem = "sha256-" + std::string(subject.hex());
    ASSERT_EQ(tags.size(), 3U);
    EXPECT_EQ(tags[0].str(), stem + ".sig");
    EXPECT_EQ(tags[1].str(), stem + ".att");
    EXPECT_EQ(tags[2].str(), stem + ".sbom");
    EXPECT_TRUE(cosign_tags(sha512).empty()) << "they would be longer than tags may be";
}

TEST(AttachedTag, is_told_from_a_tag_of_an_image)
{
    const auto hex = std::string(subject.hex());
    for (const auto& text : {"sha256-" + hex, "sha256-" + hex + ".sig", "sha256-" + hex + ".att",
                             "sha256-" + hex + ".sbom", "sha512-" + hex})
        EXPECT_TRUE(names_attached(*TagName::parse(text))) << text;
    for (const auto& text : {std::string("latest"), std::string("1.2.3-rc.sig"), "sha256-" + hex.substr(1),
                             "sha256-" + hex + "0", "sha256-" + hex + ".txt", "sha1-" + hex, "md5sha256-" + hex,
                             "sha256-G" + hex.substr(1), "sha256_" + hex, hex})
        EXPECT_FALSE(names_attached(*TagName::parse(text))) << text;
}

}  // namespace
}  // namespace tagwarden
