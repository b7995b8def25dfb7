// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/check_configuration.h"

#include <fmt/format.h>

#include "base/text.h"

namespace tagwarden {

namespace {

Result<void> check_name(const TextTemplate& name, const std::string& what)
{
    for (const auto& hole : name.names())
        if (hole.starts_with("env."))
            return fail(ErrorKind::usage,
                        fmt::format("{} is '{}', but a name follows from the release alone, not from {{{}}}", what,
                                    name.str(), hole),
                        "the environment may be used in 'to' and 'source'");
    return {};
}

Result<void> check_source(const SourceConfiguration& source)
{
    const auto what = "'expect' of source '" + printable(source.file) + "'";
    if (auto checked = check_name(source.expect, what); !checked) return checked;
    for (const auto* of_an_image : {"image", "variant", "suffix"})
        if (source.expect.mentions(of_an_image))
            return fail(ErrorKind::usage,
                        fmt::format("{} is '{}', but a source belongs to no image: {{{}}} has no value", what,
                                    source.expect.str(), of_an_image),
                        "use what follows from the version: {version}, {major}, {minor}, {patch}");
    return {};
}

bool says_no_more(const TextTemplate& own, const TextTemplate& channel)
{
    for (const auto& hole : own.names())
        if (hole != "variant" && hole != "suffix" && hole != "image" && hole != "edition" && !channel.mentions(hole))
            return false;
    return true;
}

Result<void> check_channel(const ChannelConfiguration& channel)
{
    if (auto checked = check_name(channel.name, "the name of a channel"); !checked) return checked;
    for (const auto& [variant, own] : channel.names) {
        if (auto checked = check_name(own, "the channel's name for " + variant); !checked) return checked;
        if (!says_no_more(own, channel.name))
            return fail(ErrorKind::usage,
                        fmt::format("the name '{}' for {} tells releases apart that the channel '{}' does not",
                                    own.str(), variant, channel.name.str()),
                        "use in it only what the channel's own name uses");
    }
    return {};
}

/// Every template of a configuration, with what it is.
std::vector<std::pair<const TextTemplate*, std::string>> templates_of(const Configuration& configuration)
{
    std::vector<std::pair<const TextTemplate*, std::string>> all;
    for (const auto& image : configuration.images) {
        all.emplace_back(&image.anchor, "the anchor of image '" + image.name + "'");
        all.emplace_back(&image.expect, "'expect' of image '" + image.name + "'");
        if (image.source) all.emplace_back(&*image.source, "'source' of image '" + image.name + "'");
    }
    for (const auto& destination : configuration.destinations)
        all.emplace_back(&destination.to, "'to' of destination '" + destination.name + "'");
    for (const auto& source : configuration.sources)
        all.emplace_back(&source.expect, "'expect' of source '" + printable(source.file) + "'");
    for (const auto& channel : configuration.channels) {
        all.emplace_back(&channel.name, "the name of a channel");
        for (const auto& [variant, own] : channel.names) all.emplace_back(&own, "the channel's name for " + variant);
    }
    return all;
}

Result<void> check_editions(const Configuration& configuration)
{
    if (!configuration.editions.empty()) return {};
    for (const auto& [text, what] : templates_of(configuration))
        if (text->mentions("edition"))
            return fail(ErrorKind::usage,
                        fmt::format("{} is '{}', but this product has no editions", what, text->str()),
                        "name them with 'editions: [A, B]', or leave {edition} out");
    return {};
}

}  // namespace

Result<void> check_configuration(const Configuration& configuration)
{
    if (auto checked = check_editions(configuration); !checked) return checked;
    for (const auto& image : configuration.images) {
        if (auto checked = check_name(image.anchor, "the anchor of image '" + image.name + "'"); !checked)
            return checked;
        if (auto checked = check_name(image.expect, "'expect' of image '" + image.name + "'"); !checked) return checked;
    }
    for (const auto& source : configuration.sources)
        if (auto checked = check_source(source); !checked) return checked;
    for (const auto& channel : configuration.channels)
        if (auto checked = check_channel(channel); !checked) return checked;
    return {};
}

}  // namespace tagwarden
