// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include <fmt/format.h>

#include <algorithm>

#include "adapters/yaml/sections.h"
#include "base/text.h"

namespace tagwarden {

namespace {

bool stays_in_the_folder(std::string_view path)
{
    const auto steps = split(path, '/');
    return !path.starts_with('/') && std::ranges::find(steps, "..") == steps.end();
}

std::string read_path(Reading& reading, MapReader& map)
{
    auto path = map.text("file");
    if (!stays_in_the_folder(path))
        reading.wrong(
            map.mark_of("file"),
            fmt::format("{} is '{}', which is not a path in this folder", map.name_of("file"), printable(path)),
            "write it relative to the configuration's folder, without '..'");
    return path;
}

}  // namespace

std::vector<SourceConfiguration> read_sources(Reading& reading, const YAML::Node& node)
{
    std::vector<SourceConfiguration> sources;
    for (const auto& element : reading.list(node, "'sources' of the configuration")) {
        MapReader map(reading, element, "a source", keys_of("source"));
        auto path = read_path(reading, map);
        const auto match = map.pattern("match");
        auto expect = map.text_template_or("expect", "{version}");
        if (match) sources.push_back({std::move(path), *match, std::move(expect)});
    }
    return sources;
}

}  // namespace tagwarden
