// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/target.h"

#include <gtest/gtest.h>

namespace tagwarden {
namespace {

Target target(const std::string& location, std::optional<bool> plain_http)
{
    return {"hub", "app", Location::parse(location).value(), {BuildKind::release}, false, plain_http};
}

TEST(Target, what_is_said_of_plain_http_holds_for_all_of_its_host)
{
    const std::vector<Target> targets{target("localhost:5000/app", std::nullopt), target("localhost:5000/app", false),
                                      target("r.example/app", true), target("oci:out", true)};
    const auto said = [&](const std::string& location) {
        return plain_http_at(targets, Location::parse(location).value());
    };
    EXPECT_EQ(said("localhost:5000/other"), false);
    EXPECT_EQ(said("r.example/other/app"), true);
    EXPECT_EQ(said("localhost:5001/app"), std::nullopt);
    EXPECT_EQ(said("r.example:443/app"), std::nullopt);
    EXPECT_EQ(said("docker-archive:app.tar"), std::nullopt);
}

TextTemplate t(const std::string& text)
{
    return *TextTemplate::parse(text);
}

/// A product of two editions and one image.
struct Targets : testing::Test {
    Configuration configuration;

    void SetUp() override
    {
        configuration.product = "app";
        configuration.editions = {"ce", "ee"};
        configuration.images = {image("app", "{version}")};
        configuration.destinations = {{"hub", t("example.com/app-{edition}"), {BuildKind::release}, false, false}};
        configuration.channels = {{t("latest"), {}, {}, {}}};
    }

    static ImageConfiguration image(const std::string& name, const std::string& anchor,
                                    std::vector<Variant> variants = {{"default", ""}})
    {
        return {name, t(anchor), {}, std::move(variants), {}, {}, "", t("{version}"), {}, true};
    }

    std::string problem() const
    {
        const auto targets = targets_of(configuration, {}, "ee");
        return targets ? "" : targets.error().message;
    }
};

TEST_F(Targets, are_those_of_one_edition)
{
    const auto targets = targets_of(configuration, {}, "ee");
    ASSERT_TRUE(targets) << targets.error().message;
    ASSERT_EQ(targets->size(), 1U);
    EXPECT_EQ(targets->front().location.str(), "example.com/app-ee");
}

TEST_F(Targets, editions_may_share_a_repository_when_all_their_names_say_the_edition)
{
    configuration.destinations[0].to = t("example.com/app");
    configuration.images = {image("app", "{version}-{edition}")};
    configuration.channels = {{t("latest-{edition}"), {}, {}, {}}};
    EXPECT_EQ(problem(), "");
}

TEST_F(Targets, an_anchor_that_two_editions_would_share_is_an_error_that_names_both)
{
    configuration.destinations[0].to = t("example.com/app");
    configuration.channels.clear();
    EXPECT_EQ(problem(),
              "the anchor of app of the edition ce and the anchor of app of the edition ee would both be "
              "'example.com/app:{version}'");
    EXPECT_EQ(targets_of(configuration, {}, "ee").error().kind, ErrorKind::usage);
}

TEST_F(Targets, a_channel_that_two_editions_would_share_is_an_error_that_names_both)
{
    configuration.destinations[0].to = t("example.com/app");
    configuration.images = {image("app", "{edition}-{version}")};
    EXPECT_EQ(problem(),
              "channel 'latest' of app of the edition ce and channel 'latest' of app of the edition ee would both be "
              "'example.com/app:latest'");
    configuration.channels[0].follow.rule = Follow::Rule::nightly;
    EXPECT_EQ(problem(), "") << "no nightly goes there";
    configuration.channels[0].follow.rule = Follow::Rule::manual;
    EXPECT_NE(problem(), "") << "a release may be promoted to it";
}

TEST_F(Targets, the_own_name_of_a_variants_channel_counts_too)
{
    configuration.destinations[0].to = t("example.com/app");
    configuration.images = {image("app", "{edition}-{version}", {{"default", ""}, {"rocm", "-rocm"}})};
    configuration.channels = {{t("latest-{edition}"), {}, {}, {{"rocm", t("rocm")}}}};
    EXPECT_NE(problem().find("would both be 'example.com/app:rocm'"), std::string::npos) << problem();
}

TEST_F(Targets, images_may_share_a_repository_when_their_anchors_tell_them_apart)
{
    configuration.channels.clear();
    configuration.images = {image("app", "{image}-{version}"), image("web", "{image}-{version}")};
    EXPECT_EQ(problem(), "");
    configuration.images = {image("app", "{version}"), image("web", "{version}")};
    EXPECT_EQ(problem(),
              "the anchor of app of the edition ce and the anchor of web of the edition ce would both be "
              "'example.com/app-ce:{version}'");
    configuration.images = {image("app", "{version}{suffix}", {{"default", ""}, {"rocm", "-rocm"}})};
    EXPECT_EQ(problem(), "");
}

}  // namespace
}  // namespace tagwarden
