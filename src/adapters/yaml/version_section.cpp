// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include <fmt/format.h>

#include "adapters/yaml/sections.h"
#include "base/text.h"

namespace tagwarden {

namespace {

Order order_of(Reading& reading, const YAML::Mark& at, const std::string& scheme)
{
    static const std::vector<std::string> known{std::string(name_of(Order::semver))};
    if (scheme != known.front())
        reading.wrong(at,
                      fmt::format("this version of Tagwarden does not know the version scheme '{}'", printable(scheme)),
                      "known is " + join(known, ", "));
    return Order::semver;
}

}  // namespace

VersionConfiguration read_version(Reading& reading, const YAML::Node& node)
{
    if (node.IsScalar())
        return {order_of(reading, node.Mark(), reading.text(node, "'version' of the configuration")), ""};
    MapReader version(reading, node, "'version' of the configuration", keys_of("version"));
    const auto scheme = version.text_or("scheme", name_of(Order::semver));
    return {order_of(reading, version.mark_of("scheme"), scheme), version.text_or("tag-prefix", "")};
}

}  // namespace tagwarden
