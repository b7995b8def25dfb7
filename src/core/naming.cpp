// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/naming.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/slug.h"

namespace tagwarden {

namespace {

struct Said {
    std::string_view name;
    std::string (*value)(const Release&);
};

constexpr std::array said_of_a_release{
    Said{"version", [](const Release& it) { return it.version.str(); }},
    Said{"major", [](const Release& it) { return it.version.number(0); }},
    Said{"minor", [](const Release& it) { return it.version.number(1); }},
    Said{"patch", [](const Release& it) { return it.version.number(2); }},
    Said{"edition", [](const Release& it) { return it.edition; }},
    Said{"kind", [](const Release& it) { return std::string(name_of(it.kind)); }},
    Said{"branch", [](const Release& it) { return it.branch; }},
    Said{"sha", [](const Release& it) { return it.commit.substr(0, 8); }},
    Said{"ordinal", [](const Release& it) { return std::to_string(it.ordinal); }},
    Said{"ci.upstream_sha", [](const Release& it) { return it.upstream_commit; }},
};

}  // namespace

Variables variables_of(const Release& release)
{
    Variables variables;
    for (const auto& it : said_of_a_release) variables.emplace(it.name, it.value(release));
    return variables;
}

Variables variables_of(const Release& release, std::span<const std::string> names)
{
    Variables variables;
    for (const auto& it : said_of_a_release)
        if (std::ranges::find(names, it.name) != names.end()) variables.emplace(it.name, it.value(release));
    return variables;
}

Variables variables_of(const Release& release, const ImageConfiguration& image, const Variant& variant)
{
    auto variables = variables_of(release);
    variables["image"] = image.name;
    variables["variant"] = variant.name;
    variables["suffix"] = variant.suffix;
    return variables;
}

Result<TagName> anchor_name(const ImageConfiguration& image, const Variant& variant, const Variables& variables)
{
    auto name = image.anchor.render(variables);
    if (!name) return during("naming the anchor of image '" + image.name + "'", name.error());
    if (!image.anchor.mentions("suffix")) *name += variant.suffix;
    return slug(*name);
}

namespace {

/// What differs between the parts of one release.
constexpr std::array of_a_part{"image", "variant", "suffix"};

}  // namespace

Result<std::string> channel_name(const ChannelConfiguration& channel, const Variables& variables)
{
    auto of_all = variables;
    for (const std::string name : of_a_part) of_all.insert_or_assign(name, "{" + name + "}");
    return channel.name.render(of_all);
}

Result<TagName> channel_tag(const ChannelConfiguration& channel, const Variant& variant, const Variables& variables)
{
    const auto own = channel.names.find(variant.name);
    auto name = own != channel.names.end() ? own->second.render(variables) : channel.name.render(variables);
    if (!name) return during("naming the channel '" + channel.name.str() + "'", name.error());
    const bool says_variant = channel.name.mentions("variant") || channel.name.mentions("suffix");
    if (own == channel.names.end() && !variant.suffix.empty() && !says_variant) *name += "-" + variant.name;
    return slug(*name);
}

namespace {

/// The whole name of a commit, which an anchor may have in the version's place: {ci.upstream_sha|version}.
bool is_commit(std::string_view text)
{
    constexpr std::size_t sha1 = 40, sha256 = 64;
    return (text.size() == sha1 || text.size() == sha256) &&
           text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

}  // namespace

std::optional<AnchorReading> read_anchor(const ImageConfiguration& image, const std::string& edition, Order order,
                                         const TagName& tag)
{
    const bool may_be_commit = image.anchor.mentions("ci.upstream_sha");
    auto variants = image.variants;
    std::ranges::sort(variants, std::ranges::greater{},
                      [](const Variant& v) { return std::pair(v.suffix.size(), v.name); });
    for (const auto& variant : variants) {
        const auto sides = image.anchor.around(
            "version",
            {{"image", image.name}, {"variant", variant.name}, {"suffix", variant.suffix}, {"edition", edition}});
        if (!sides) return std::nullopt;
        const auto behind = image.anchor.mentions("suffix") ? sides->behind : sides->behind + variant.suffix;
        std::string_view text = tag.str();
        if (text.size() < sides->before.size() + behind.size()) continue;
        if (!text.starts_with(sides->before) || !text.ends_with(behind)) continue;
        text.remove_prefix(sides->before.size());
        text.remove_suffix(behind.size());
        if (may_be_commit && is_commit(text)) return std::nullopt;
        if (auto version = Version::parse(order, text)) return AnchorReading{variant.name, std::move(*version)};
    }
    return std::nullopt;
}

}  // namespace tagwarden
