// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include <fmt/format.h>

#include "adapters/yaml/sections.h"
#include "base/text.h"

namespace tagwarden {

namespace {

std::set<BuildKind> read_kinds(Reading& reading, const YAML::Node& node, const std::string& what)
{
    std::set<BuildKind> kinds;
    for (const auto& element : reading.list(node, what)) {
        const auto name = reading.text(element, "an element of " + what);
        if (const auto kind = build_kind_named(name))
            kinds.insert(*kind);
        else
            reading.wrong(element.Mark(),
                          fmt::format("{} has '{}', which is not a kind of build{}", what, printable(name),
                                      did_you_mean(name, build_kind_names())),
                          "known are " + join(build_kind_names(), ", "));
    }
    return kinds;
}

DestinationConfiguration read_destination(Reading& reading, const Reading::Member& member)
{
    reading.expect_name(member, "a destination");
    MapReader map(reading, member.value, "destination '" + printable(member.key) + "'", keys_of("destination"));
    DestinationConfiguration destination{.name = member.key,
                                         .to = map.text_template("to"),
                                         .kinds = {BuildKind::release, BuildKind::prerelease},
                                         .optional = map.flag_or("optional", false),
                                         .plain_http = {}};
    if (map.find("plain-http")) destination.plain_http = map.flag_or("plain-http", false);
    if (const auto kinds = map.find("kinds")) destination.kinds = read_kinds(reading, *kinds, map.name_of("kinds"));
    return destination;
}

}  // namespace

std::vector<DestinationConfiguration> read_destinations(Reading& reading, const YAML::Node& node)
{
    std::vector<DestinationConfiguration> destinations;
    for (const auto& member : reading.members(node, "'destinations' of the configuration"))
        destinations.push_back(read_destination(reading, member));
    if (destinations.empty())
        reading.wrong(node.Mark(), "the configuration has no destination",
                      "add one: 'hub: { to: docker.io/OWNER/NAME }'");
    return destinations;
}

}  // namespace tagwarden
