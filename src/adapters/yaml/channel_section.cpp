// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include <fmt/format.h>

#include <algorithm>

#include "adapters/yaml/sections.h"
#include "base/text.h"
#include "base/time.h"

namespace tagwarden {

namespace {

using Rule = Follow::Rule;

Result<Follow> parse_follow(std::string_view text)
{
    constexpr std::string_view of_a_branch = "branch:";
    if (text.starts_with(of_a_branch) && text.size() > of_a_branch.size())
        return Follow{Rule::branch, std::string(text.substr(of_a_branch.size()))};
    std::vector<std::string> known;
    for (const auto rule : {Rule::stable, Rule::prerelease, Rule::tagged, Rule::nightly, Rule::manual}) {
        const Follow follow{rule, ""};
        if (text == follow.str()) return follow;
        known.push_back(follow.str());
    }
    return fail(ErrorKind::usage,
                fmt::format("'{}' is nothing to follow{}", printable(text), did_you_mean(text, known)),
                "known are " + join(known, ", ") + " and branch:NAME");
}

std::vector<std::string> variants_of(const std::vector<ImageConfiguration>& images)
{
    std::vector<std::string> names;
    for (const auto& image : images)
        for (const auto& variant : image.variants)
            if (std::ranges::find(names, variant.name) == names.end()) names.push_back(variant.name);
    return names;
}

std::map<std::string, TextTemplate> read_names(Reading& reading, const YAML::Node& node, const std::string& what,
                                               const std::vector<std::string>& variants)
{
    std::map<std::string, TextTemplate> names;
    for (const auto& member : reading.members(node, what)) {
        if (std::ranges::find(variants, member.key) == variants.end())
            reading.wrong(member.at,
                          fmt::format("{} has '{}', which is not a variant of any image{}", what, printable(member.key),
                                      did_you_mean(member.key, variants)),
                          "the variants are " + join(variants, ", "));
        names.emplace(member.key,
                      reading.value_at(member.value.Mark(), what,
                                       TextTemplate::parse(reading.text(member.value, "a name in " + what))));
    }
    return names;
}

ChannelConfiguration read_channel(Reading& reading, const Reading::Member& member,
                                  const std::vector<std::string>& variants)
{
    const auto what = "channel '" + printable(member.key) + "'";
    ChannelConfiguration channel{};
    channel.name = reading.value_at(member.at, what, TextTemplate::parse(member.key));
    MapReader map(reading, member.value, what, keys_of("channel"));
    const auto follow = map.text("follow");
    channel.follow = reading.value_at(map.mark_of("follow"), map.name_of("follow"), parse_follow(follow));
    if (map.find("soak")) {
        const auto soak = map.text("soak");
        channel.soak = reading.value_at(map.mark_of("soak"), map.name_of("soak"), parse_duration(soak));
    }
    if (const auto names = map.find("names"))
        channel.names = read_names(reading, *names, map.name_of("names"), variants);
    return channel;
}

}  // namespace

std::vector<ChannelConfiguration> read_channels(Reading& reading, const YAML::Node& node,
                                                const std::vector<ImageConfiguration>& images)
{
    const auto variants = variants_of(images);
    std::vector<ChannelConfiguration> channels;
    for (const auto& member : reading.members(node, "'channels' of the configuration"))
        channels.push_back(read_channel(reading, member, variants));
    return channels;
}

}  // namespace tagwarden
