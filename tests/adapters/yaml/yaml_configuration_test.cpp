// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/yaml/yaml_configuration.h"

#include <gtest/gtest.h>

namespace tagwarden {

namespace {

Configuration parsed(std::string_view text)
{
    auto configuration = parse_configuration(text, "tagwarden.yaml");
    if (!configuration) ADD_FAILURE() << configuration.error().message;
    return configuration.value_or(Configuration{});
}

const char* const full = R"yaml(
product: ollama
editions: [ce, ee]
version: { scheme: semver, tag-prefix: "hello/" }
sources: [ { file: version/version.go, match: 'Version string = "(.*)"' }, { file: a, match: b, expect: "{major}" } ]
ledger: sqlite:ledger.db
images:
  ollama:
    anchor: "v{version}"
    source: "oci:out/{variant}"
    variants: { default: "", rocm: "-rocm" }
    platforms: [ linux/amd64, linux/arm/v7 ]
    probes: [ label, { file: /usr/share/ollama/VERSION }, { file: /usr/bin/ollama, match: "is ([0-9.]+)" } ]
    expect: "{major}.{minor}.{patch}"
  qa:
    probes: none
    probes-reason: it holds tests only
    destinations: [ dev ]
    channels: none
destinations:
  hub: { to: docker.io/ollama/ollama }
  dev: { to: "{env.CI_REGISTRY_IMAGE}/{image}", kinds: [branch, nightly], optional: true, plain-http: true }
channels:
  latest: { follow: stable, names: { rocm: rocm } }
  "{major}.{minor}": { follow: tagged, soak: 24h }
  edge: { follow: "branch:main" }
exceptions:
  - { version: 0.1.20, content: 0.0.0, reason: version was not linked in }
)yaml";

const char* const smallest = R"(
product: app
images: { app: {} }
destinations: { hub: { to: example.com/app } }
)";

}  // namespace

TEST(YamlConfiguration, everything_that_is_written_is_read)
{
    const auto all = parsed(full);
    EXPECT_EQ(all.product, "ollama");
    EXPECT_EQ(all.editions, (std::vector<std::string>{"ce", "ee"}));
    EXPECT_EQ(all.version.order, Order::semver);
    EXPECT_EQ(all.version.tag_prefix, "hello/");
    EXPECT_EQ(all.ledger, "sqlite:ledger.db");

    ASSERT_EQ(all.sources.size(), 2);
    EXPECT_EQ(all.sources[0].file, "version/version.go");
    EXPECT_EQ(all.sources[0].match.str(), "Version string = \"(.*)\"");
    EXPECT_EQ(all.sources[0].expect.str(), "{version}");
    EXPECT_EQ(all.sources[1].expect.str(), "{major}");

    ASSERT_EQ(all.images.size(), 2);
    const auto& ollama = all.images[0];
    EXPECT_EQ(ollama.name, "ollama");
    EXPECT_EQ(ollama.anchor.str(), "v{version}");
    EXPECT_EQ(ollama.source->str(), "oci:out/{variant}");
    ASSERT_EQ(ollama.variants.size(), 2);
    EXPECT_EQ(ollama.variants[0].name, "default");
    EXPECT_EQ(ollama.variants[0].suffix, "");
    EXPECT_EQ(ollama.variants[1].name, "rocm");
    EXPECT_EQ(ollama.variants[1].suffix, "-rocm");
    EXPECT_EQ(ollama.platforms, (std::vector<Platform>{{"linux", "amd64", ""}, {"linux", "arm", "v7"}}));
    ASSERT_EQ(ollama.probes.size(), 3);
    EXPECT_EQ(ollama.probes[0].kind, Probe::Kind::label);
    EXPECT_EQ(ollama.probes[1].kind, Probe::Kind::file);
    EXPECT_EQ(ollama.probes[1].path, "/usr/share/ollama/VERSION");
    EXPECT_EQ(ollama.probes[1].match, std::nullopt);
    EXPECT_EQ(ollama.probes[2].match, "is ([0-9.]+)");
    EXPECT_EQ(ollama.expect.str(), "{major}.{minor}.{patch}");
    EXPECT_TRUE(ollama.channels);

    const auto& qa = all.images[1];
    EXPECT_TRUE(qa.probes.empty());
    EXPECT_EQ(qa.no_probes_reason, "it holds tests only");
    EXPECT_EQ(qa.destinations, std::set<std::string>{"dev"});
    EXPECT_FALSE(qa.channels);

    ASSERT_EQ(all.destinations.size(), 2);
    const auto& dev = all.destinations[1];
    EXPECT_EQ(dev.name, "dev");
    EXPECT_EQ(dev.to.str(), "{env.CI_REGISTRY_IMAGE}/{image}");
    EXPECT_EQ(dev.kinds, (std::set<BuildKind>{BuildKind::branch, BuildKind::nightly}));
    EXPECT_TRUE(dev.optional);
    EXPECT_EQ(dev.plain_http, true);

    ASSERT_EQ(all.channels.size(), 3);
    EXPECT_EQ(all.channels[0].name.str(), "latest");
    EXPECT_EQ(all.channels[0].follow.rule, Follow::Rule::stable);
    EXPECT_EQ(all.channels[0].names.at("rocm").str(), "rocm");
    EXPECT_EQ(all.channels[1].soak, std::chrono::hours(24));
    EXPECT_EQ(all.channels[2].follow.str(), "branch:main");

    ASSERT_EQ(all.exceptions.size(), 1);
    EXPECT_EQ(all.exceptions[0].version, "0.1.20");
    EXPECT_EQ(all.exceptions[0].content, "0.0.0");
    EXPECT_EQ(all.exceptions[0].reason, "version was not linked in");
}

TEST(YamlConfiguration, what_is_left_out_has_its_default)
{
    const auto all = parsed(smallest);
    EXPECT_TRUE(all.editions.empty());
    EXPECT_EQ(all.version.order, Order::semver);
    EXPECT_EQ(all.version.tag_prefix, "");
    EXPECT_TRUE(all.sources.empty());
    EXPECT_EQ(all.ledger, "");
    const auto& image = all.images.at(0);
    EXPECT_EQ(image.anchor.str(), "{version}");
    EXPECT_EQ(image.source, std::nullopt);
    ASSERT_EQ(image.variants.size(), 1);
    EXPECT_EQ(image.variants[0].name, "default");
    EXPECT_EQ(image.variants[0].suffix, "");
    EXPECT_TRUE(image.platforms.empty());
    ASSERT_EQ(image.probes.size(), 1);
    EXPECT_EQ(image.probes[0].kind, Probe::Kind::label);
    EXPECT_EQ(image.expect.str(), "{version}");
    EXPECT_EQ(image.destinations, std::nullopt);
    EXPECT_TRUE(image.channels);
    const auto& hub = all.destinations.at(0);
    EXPECT_EQ(hub.kinds, (std::set<BuildKind>{BuildKind::release, BuildKind::prerelease}));
    EXPECT_FALSE(hub.optional);
    EXPECT_EQ(hub.plain_http, std::nullopt);
    EXPECT_TRUE(all.channels.empty());
    EXPECT_TRUE(all.exceptions.empty());
}

TEST(YamlConfiguration, no_plain_http_is_something_else_than_no_word_of_it)
{
    const auto all =
        parsed("product: app\nimages: { app: {} }\ndestinations: { hub: { to: x/y, plain-http: false } }\n");
    EXPECT_EQ(all.destinations.at(0).plain_http, false);
}

TEST(YamlConfiguration, each_version_scheme_has_its_order_and_what_it_needs)
{
    const auto version = [](const std::string& text) { return parsed(std::string(smallest) + text).version; };
    EXPECT_EQ(version("version: omnibus\n").order, Order::omnibus);
    EXPECT_EQ(version("version: calver\n").calendar->str(), "YYYY.MM.MICRO");
    EXPECT_EQ(version("version: { scheme: calver, format: YY.0M }\n").calendar->str(), "YY.0M");
    const auto pattern = version("version: { scheme: pattern, match: 'r(?P<version>.+)', order: deb }\n");
    EXPECT_EQ(pattern.order, Order::deb);
    EXPECT_EQ(pattern.pattern->str(), "r(?P<version>.+)");
    EXPECT_EQ(version("version: { scheme: pattern, match: '(?P<major>.+)' }\n").order, Order::semver);
    EXPECT_FALSE(version("version: semver\n").pattern);
}

TEST(YamlConfiguration, a_version_may_be_given_in_short)
{
    EXPECT_EQ(parsed(std::string(smallest) + "version: semver\n").version.order, Order::semver);
}

TEST(YamlConfiguration, variants_need_no_default_and_the_default_may_have_a_channel_name)
{
    const auto all = parsed(
        "product: app\nimages: { app: { variants: { alpine: '-alpine' } }, other: {} }\n"
        "destinations: { hub: { to: 'x/{image}' } }\n"
        "channels: { latest: { follow: manual, names: { default: newest, alpine: alpine } } }\n");
    EXPECT_EQ(all.images.at(0).variants.size(), 1);
    EXPECT_EQ(all.channels.at(0).names.size(), 2);
}

TEST(YamlConfiguration, a_source_may_be_anywhere_in_the_folder)
{
    for (const std::string path : {"VERSION", "./a/b/Main.go", "..version", "a/...", "a..b/c"})
        EXPECT_EQ(parsed(std::string(smallest) + "sources: [ { file: " + path + ", match: a } ]\n").sources.at(0).file,
                  path);
}

TEST(YamlConfiguration, numbers_stay_as_they_are_written)
{
    const auto all = parsed(std::string(smallest) + "exceptions: [ { version: 1.10, content: 0x10, reason: 1e3 } ]\n");
    EXPECT_EQ(all.exceptions.at(0).version, "1.10");
    EXPECT_EQ(all.exceptions.at(0).content, "0x10");
    EXPECT_EQ(all.exceptions.at(0).reason, "1e3");
}

}  // namespace tagwarden
