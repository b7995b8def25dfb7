// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include <fmt/format.h>

#include <algorithm>

#include "adapters/yaml/sections.h"
#include "base/text.h"

namespace tagwarden {

namespace {

constexpr const char* section = "'version' of the configuration";

const std::vector<std::string>& schemes()
{
    static const std::vector<std::string> known{"semver", "omnibus", "calver", "pattern"};
    return known;
}

void check_scheme(Reading& reading, const YAML::Mark& at, const std::string& scheme)
{
    if (std::ranges::find(schemes(), scheme) != schemes().end()) return;
    reading.wrong(at,
                  fmt::format("there is no version scheme '{}'{}", excerpt(scheme), did_you_mean(scheme, schemes())),
                  "choose one of " + join(schemes(), ", "));
}

/// A scheme with all its defaults.
VersionConfiguration defaults_of(const std::string& scheme)
{
    if (scheme == "omnibus") return {Order::omnibus};
    if (scheme == "calver") return {Order::calver, "", *CalendarFormat::parse("YYYY.MM.MICRO")};
    return {Order::semver};
}

void read_calendar(Reading& reading, MapReader& version, VersionConfiguration& calver)
{
    if (!version.find("format")) return;
    auto format = CalendarFormat::parse(version.text("format"));
    if (!format) reading.wrong(version.mark_of("format"), format.error().message, format.error().hint);
    if (format) calver.calendar = std::move(*format);
}

/// The groups have to give a version: one named `version`, or at least `major`.
void check_groups(Reading& reading, MapReader& version, const Pattern& pattern)
{
    const auto names = pattern.group_names();
    for (const auto* name : {"version", "major"})
        if (std::ranges::find(names, name) != names.end()) return;
    reading.wrong(version.mark_of("match"), version.name_of("match") + " has no group that is a version",
                  "name one (?P<version>…), or several (?P<major>…), minor, patch, prerelease, build");
}

void read_pattern(Reading& reading, MapReader& version, VersionConfiguration& scheme)
{
    if (version.required("match")) {
        auto pattern = Pattern::parse(version.text("match"));
        if (!pattern)
            reading.wrong(version.mark_of("match"), version.name_of("match") + ": " + pattern.error().message,
                          pattern.error().hint);
        if (pattern) check_groups(reading, version, *pattern);
        if (pattern) scheme.pattern = std::move(*pattern);
    }
    const auto order = order_named(version.text_or("order", name_of(Order::semver)));
    if (!order) reading.wrong(version.mark_of("order"), order.error().message, order.error().hint);
    if (order) scheme.order = *order;
}

/// A key that only one scheme looks at says nothing in another.
void check_belongs(Reading& reading, MapReader& version, std::string_view key, const std::string& scheme,
                   std::string_view owner)
{
    if (!version.find(key) || scheme == owner) return;
    reading.wrong(version.mark_of(key),
                  fmt::format("{} says something only with the scheme {}, and this is {}", version.name_of(key), owner,
                              excerpt(scheme)),
                  fmt::format("remove it, or write 'scheme: {}'", owner));
}

}  // namespace

VersionConfiguration read_version(Reading& reading, const YAML::Node& node)
{
    if (node.IsScalar()) {
        const auto scheme = reading.text(node, section);
        check_scheme(reading, node.Mark(), scheme);
        if (scheme == "pattern")
            reading.wrong(node.Mark(), "the scheme pattern wants its 'match'",
                          "write version: { scheme: pattern, match: 'release-(?P<version>.+)' }");
        return defaults_of(scheme);
    }
    MapReader map(reading, node, section, keys_of("version"));
    const auto scheme = map.text_or("scheme", "semver");
    check_scheme(reading, map.mark_of("scheme"), scheme);
    check_belongs(reading, map, "format", scheme, "calver");
    check_belongs(reading, map, "match", scheme, "pattern");
    check_belongs(reading, map, "order", scheme, "pattern");

    auto version = defaults_of(scheme);
    version.tag_prefix = map.text_or("tag-prefix", "");
    if (scheme == "calver") read_calendar(reading, map, version);
    if (scheme == "pattern") read_pattern(reading, map, version);
    return version;
}

}  // namespace tagwarden
