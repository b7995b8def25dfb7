// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include <fmt/format.h>

#include <algorithm>

#include "adapters/yaml/sections.h"
#include "base/text.h"

namespace tagwarden {

namespace {

constexpr const char* probe_forms = "write label, { file: /PATH } or { file: /PATH, match: REGEX }";

std::vector<Variant> read_variants(Reading& reading, const YAML::Node& node, const std::string& what)
{
    std::vector<Variant> variants;
    for (const auto& member : reading.members(node, what)) {
        reading.expect_name(member, "a variant");
        // A suffix, alone among all texts, may be empty: the main variant has none.
        const bool is_empty = member.value.IsScalar() && member.value.Scalar().empty();
        variants.push_back(
            {member.key, is_empty ? "" : reading.text(member.value, "the suffix of variant '" + member.key + "'")});
    }
    if (variants.empty()) reading.wrong(node.Mark(), what + " is empty", "add one: 'default: \"\"'");
    return variants;
}

Probe read_file_probe(Reading& reading, const YAML::Node& node, const std::string& image)
{
    MapReader map(reading, node, "a probe of " + image, keys_of("probe"));
    Probe probe{Probe::Kind::file, map.text("file"), std::nullopt};
    if (!probe.path.starts_with('/'))
        reading.wrong(
            map.mark_of("file"),
            fmt::format("a probe of {} has the path '{}', which is not absolute", image, printable(probe.path)),
            "begin it with '/': it is a path in the image");
    if (map.find("match"))
        if (const auto match = map.pattern("match")) probe.match = match->str();
    return probe;
}

Probe read_probe(Reading& reading, const YAML::Node& node, const std::string& image)
{
    if (!node.IsScalar()) return read_file_probe(reading, node, image);
    static const std::vector<std::string> known{"label"};
    const auto name = reading.text(node, "a probe of " + image);
    if (name != known.front())
        reading.wrong(node.Mark(), fmt::format("'{}' is not a probe{}", printable(name), did_you_mean(name, known)),
                      probe_forms);
    return {Probe::Kind::label, "", std::nullopt};
}

void read_probes(Reading& reading, MapReader& map, const std::string& what, ImageConfiguration& image)
{
    const auto probes = map.find("probes");
    if (probes && probes->IsScalar() && probes->Scalar() == "none") {
        image.no_probes_reason = map.text("probes-reason");
        return;
    }
    if (map.find("probes-reason"))
        reading.wrong(map.mark_of("probes-reason"), what + " has 'probes-reason', but also probes",
                      "leave it out, or write 'probes: none'");
    if (!probes) {
        image.probes = {Probe{}};
    } else if (probes->IsSequence()) {
        for (const auto& node : reading.list(*probes, map.name_of("probes")))
            image.probes.push_back(read_probe(reading, node, what));
    } else {
        reading.wrong(probes->Mark(), map.name_of("probes") + " must be a list, or none",
                      "write 'probes: [label]', or 'probes: none' with a 'probes-reason: TEXT'");
    }
}

std::set<std::string> read_own_destinations(Reading& reading, const YAML::Node& node, const std::string& what,
                                            const std::vector<DestinationConfiguration>& all)
{
    std::vector<std::string> known;
    for (const auto& destination : all) known.push_back(destination.name);
    std::set<std::string> own;
    for (const auto& element : reading.list(node, what)) {
        const auto name = reading.text(element, "an element of " + what);
        if (std::ranges::find(known, name) == known.end())
            reading.wrong(element.Mark(),
                          fmt::format("{} has '{}', which is not a destination{}", what, printable(name),
                                      did_you_mean(name, known)),
                          "the destinations are " + join(known, ", "));
        own.insert(name);
    }
    return own;
}

/// `channels: none` is all that an image can say of channels.
bool read_has_channels(Reading& reading, const MapReader& map)
{
    const auto channels = map.find("channels");
    if (!channels) return true;
    if (!channels->IsScalar() || channels->Scalar() != "none")
        reading.wrong(channels->Mark(), map.name_of("channels") + " can only be none",
                      "write 'channels: none', or leave it out: channels are named below 'channels' of the file");
    return false;
}

ImageConfiguration read_image(Reading& reading, const Reading::Member& member,
                              const std::vector<DestinationConfiguration>& destinations)
{
    reading.expect_name(member, "an image");
    const auto what = "image '" + printable(member.key) + "'";
    MapReader map(reading, member.value, what, keys_of("image"));
    ImageConfiguration image{};
    image.name = member.key;
    image.anchor = map.text_template_or("anchor", "{version}");
    if (map.find("source")) image.source = map.text_template("source");
    image.variants = {Variant{"default", ""}};
    if (const auto variants = map.find("variants"))
        image.variants = read_variants(reading, *variants, map.name_of("variants"));
    if (const auto platforms = map.find("platforms"))
        for (const auto& node : reading.list(*platforms, map.name_of("platforms")))
            image.platforms.push_back(
                reading.value_at(node.Mark(), map.name_of("platforms"),
                                 Platform::parse(reading.text(node, "an element of " + map.name_of("platforms")))));
    read_probes(reading, map, what, image);
    image.expect = map.text_template_or("expect", "{version}");
    if (const auto own = map.find("destinations"))
        image.destinations = read_own_destinations(reading, *own, map.name_of("destinations"), destinations);
    image.channels = read_has_channels(reading, map);
    return image;
}

}  // namespace

std::vector<ImageConfiguration> read_images(Reading& reading, const YAML::Node& node,
                                            const std::vector<DestinationConfiguration>& destinations)
{
    std::vector<ImageConfiguration> images;
    for (const auto& member : reading.members(node, "'images' of the configuration"))
        images.push_back(read_image(reading, member, destinations));
    if (images.empty()) reading.wrong(node.Mark(), "the configuration has no image", "add one: 'NAME: {}'");
    return images;
}

}  // namespace tagwarden
