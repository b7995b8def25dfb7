// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/yaml/yaml_configuration.h"

#include <fmt/format.h>

#include <algorithm>

#include "adapters/yaml/document_starts.h"
#include "adapters/yaml/sections.h"
#include "base/text.h"

namespace tagwarden {

namespace {

std::vector<std::string> read_editions(Reading& reading, const YAML::Node& node)
{
    std::vector<std::string> editions;
    for (const auto& element : reading.list(node, "'editions' of the configuration")) {
        const auto name = reading.text(element, "an edition");
        reading.expect_name(element.Mark(), name, "an edition");
        if (std::ranges::find(editions, name) != editions.end())
            reading.wrong(element.Mark(), fmt::format("the edition '{}' is there twice", name), "keep one of the two");
        editions.push_back(name);
    }
    return editions;
}

std::vector<Exception> read_exceptions(Reading& reading, const YAML::Node& node)
{
    std::vector<Exception> exceptions;
    for (const auto& element : reading.list(node, "'exceptions' of the configuration")) {
        MapReader map(reading, element, "an exception", keys_of("exception"));
        exceptions.push_back({map.text("version"), map.text("content"), map.text("reason")});
    }
    return exceptions;
}

Configuration read_configuration(Reading& reading, const YAML::Node& root)
{
    Configuration all;
    MapReader map(reading, root, "the configuration", keys_of("configuration"));
    all.product = map.text("product");
    if (const auto editions = map.find("editions")) all.editions = read_editions(reading, *editions);
    if (const auto version = map.find("version")) all.version = read_version(reading, *version);
    if (const auto sources = map.find("sources")) all.sources = read_sources(reading, *sources);
    all.ledger = map.text_or("ledger", "");
    // Others refer to destinations and images, so these come first.
    if (const auto destinations = map.required("destinations"))
        all.destinations = read_destinations(reading, *destinations);
    if (const auto images = map.required("images")) all.images = read_images(reading, *images, all.destinations);
    if (const auto channels = map.find("channels")) all.channels = read_channels(reading, *channels, all.images);
    if (const auto exceptions = map.find("exceptions")) all.exceptions = read_exceptions(reading, *exceptions);
    return all;
}

Configuration read_file(Reading& reading, std::string_view text)
{
    const std::string content(text);
    const auto documents = document_starts(content);
    if (documents.size() > 1)
        reading.wrong(documents[1], fmt::format("the file has {} documents, want one", documents.size()),
                      "remove the line '---' and what is behind it");
    const auto root = YAML::Load(content);
    if (!root || root.IsNull()) {
        reading.wrong(YAML::Mark(), "the file is empty", "begin with 'product: NAME'");
        return {};
    }
    return read_configuration(reading, root);
}

}  // namespace

Result<Configuration> parse_configuration(std::string_view text, const std::string& file_name)
{
    Reading reading(file_name);
    Configuration configuration;
    try {
        configuration = read_file(reading, text);
    } catch (const YAML::Exception& error) {
        reading.wrong(error.mark.is_null() ? YAML::Mark() : error.mark, "this is not YAML: " + printable(error.msg),
                      "check indentation, brackets and quotes; text with '{', ':' or '#' in it needs quotes");
    }
    if (reading.error()) return fail(*reading.error());
    return configuration;
}

}  // namespace tagwarden
