// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/naming.h"

#include <gtest/gtest.h>

namespace tagwarden {
namespace {

TextTemplate t(const std::string& text)
{
    return *TextTemplate::parse(text);
}

ImageConfiguration image(const std::string& anchor, std::vector<Variant> variants = {{"default", ""}})
{
    return {"app", t(anchor), {}, std::move(variants), {}, {}, "", t("{version}"), {}, true};
}

Release release(const std::string& version)
{
    return {"", *Version::parse(Order::semver, version), BuildKind::release, "0123456789abcdef", "main", 7, {}, {}};
}

TEST(Naming, the_suffix_of_a_variant_stands_behind_the_anchor)
{
    const Variant rocm{"rocm", "-rocm"};
    const auto plain = image("v{version}"), placed = image("{suffix}{version}");
    EXPECT_EQ(anchor_name(plain, rocm, variables_of(release("0.6.3"), plain, rocm))->str(), "v0.6.3-rocm");
    EXPECT_FALSE(anchor_name(placed, rocm, variables_of(release("0.6.3"), placed, rocm))) << "'-rocm0.6.3' is no tag";
}

TEST(Naming, a_channel_of_a_variant_has_its_own_name_or_one_made_of_both)
{
    const ChannelConfiguration latest{t("latest"), {}, {}, {{"rocm", t("rocm")}}};
    const auto variables = variables_of(release("0.6.3"));
    EXPECT_EQ(channel_tag(latest, {"default", ""}, variables)->str(), "latest");
    EXPECT_EQ(channel_tag(latest, {"rocm", "-rocm"}, variables)->str(), "rocm");
    EXPECT_EQ(channel_tag(latest, {"alpine", "-alpine"}, variables)->str(), "latest-alpine");
    const ChannelConfiguration line{t("{major}.{minor}"), {}, {}, {}};
    EXPECT_EQ(channel_tag(line, {"rocm", "-rocm"}, variables)->str(), "0.6-rocm");
}

TEST(Naming, what_was_rendered_reads_back)
{
    const auto app = image("v{version}", {{"default", ""}, {"rocm", "-rocm"}, {"slim", "-rocm-slim"}});
    for (const std::string version : {"0.6.3", "0.18.0-rc2", "1.0.0-rocm"}) {
        for (const auto& variant : app.variants) {
            const auto tag = *anchor_name(app, variant, variables_of(release(version), app, variant));
            const auto reading = read_anchor(app, "", Order::semver, tag);
            ASSERT_TRUE(reading) << tag.str();
            if (version == "1.0.0-rocm" && variant.name == "default") {
                // Longest suffix first: such a version cannot be told from the variant, and the variant wins.
                EXPECT_EQ(reading->variant, "rocm");
                continue;
            }
            EXPECT_EQ(reading->variant, variant.name) << tag.str();
            EXPECT_EQ(reading->version.str(), version);
        }
    }
}

TEST(Naming, an_anchor_with_its_edition_reads_back_as_that_edition_alone)
{
    for (const std::string anchor : {"{version}-{edition}", "{edition}-{version}", "{edition}.{version}{suffix}"}) {
        const auto app = image(anchor, {{"default", ""}, {"slim", "-slim"}});
        for (const auto& variant : app.variants) {
            auto ours = release("1.8.0");
            ours.edition = "ee";
            const auto tag = *anchor_name(app, variant, variables_of(ours, app, variant));
            const auto reading = read_anchor(app, "ee", Order::semver, tag);
            ASSERT_TRUE(reading) << tag.str();
            EXPECT_EQ(reading->version.str() + " " + reading->variant, "1.8.0 " + variant.name) << tag.str();
            EXPECT_FALSE(read_anchor(app, "ce", Order::semver, tag)) << tag.str();
            EXPECT_FALSE(read_anchor(app, "", Order::semver, tag)) << tag.str();
        }
    }
}

TEST(Naming, the_commit_of_another_project_takes_the_place_of_the_version_and_is_not_read_as_one)
{
    const auto qa = image("{ci.upstream_sha|version}");
    auto build = release("1.8.0");
    EXPECT_EQ(anchor_name(qa, qa.variants[0], variables_of(build, qa, qa.variants[0]))->str(), "1.8.0");
    build.upstream_commit = "1234567890123456789012345678901234567890";
    const auto tag = *anchor_name(qa, qa.variants[0], variables_of(build, qa, qa.variants[0]));
    EXPECT_EQ(tag.str(), build.upstream_commit);
    EXPECT_FALSE(read_anchor(qa, "", Order::natural, tag));
    EXPECT_TRUE(read_anchor(qa, "", Order::semver, *TagName::parse("1.8.0")));
}

TEST(Naming, a_tag_that_is_no_anchor_is_no_version)
{
    for (const std::string tag : {"latest", "1.8.1", "v1.8", "v", "vx", "v1.8.1-"})
        EXPECT_FALSE(read_anchor(image("v{version}"), "", Order::semver, *TagName::parse(tag))) << tag;
}

}  // namespace
}  // namespace tagwarden
