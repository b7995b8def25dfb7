// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/target.h"

#include "core/check_configuration.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "core/part.h"
#include "core/plan.h"

namespace tagwarden {

namespace {

Result<Target> fill(const DestinationConfiguration& destination, const ImageConfiguration& image, Variables variables)
{
    variables["image"] = image.name;
    const auto text = destination.to.render(variables);
    if (!text) return fail(text.error());
    auto location = Location::parse(*text);
    if (!location) return fail(location.error());
    if (!location->takes_tags())
        return fail(ErrorKind::usage, fmt::format("'{}' is an archive, and archives are only read", location->str()),
                    "use a repository or oci:DIR as a destination");
    return Target{destination.name,  image.name,           std::move(*location),
                  destination.kinds, destination.optional, destination.plain_http};
}

/// Who would have a name: an anchor, or a channel, of a part.
struct Owner {
    std::string edition;
    Role role = Role::anchor;
    std::string what;

    std::string str() const { return what + (edition.empty() ? "" : " of the edition " + edition); }
};

/// The names that templates give at the targets, as far as they are known before there is a version. Those that are
/// alike would be one tag.
class NameTable {
public:
    explicit NameTable(const Configuration& configuration) : configuration_(configuration) {}

    Result<void> add(const std::string& edition, const Target& target)
    {
        const auto& image = *configuration_.image(target.image);
        for (const auto& variant : image.variants)
            if (auto added = add(edition, target, image, variant); !added) return added;
        return {};
    }

private:
    static bool may_be_at(const Follow& follow, const Target& target)
    {
        return follow.rule == Follow::Rule::manual ||
               std::ranges::any_of(target.kinds, [&](BuildKind kind) { return follow.accepts(kind, follow.branch); });
    }

    static std::string channel_text(const ChannelConfiguration& channel, const Variant& variant, const Variables& known)
    {
        const auto own = channel.names.find(variant.name);
        if (own != channel.names.end()) return own->second.filled_with(known);
        return channel.name.filled_with(known) + (variant.suffix.empty() ? "" : "-" + variant.name);
    }

    Result<void> add(const std::string& edition, const Target& target, const ImageConfiguration& image,
                     const Variant& variant)
    {
        const Variables known{
            {"edition", edition}, {"image", image.name}, {"variant", variant.name}, {"suffix", variant.suffix}};
        const auto part = Part{image.name, variant.name}.str();
        const auto behind = image.anchor.mentions("suffix") ? "" : variant.suffix;
        auto added =
            add(target, image.anchor.filled_with(known) + behind, {edition, Role::anchor, "the anchor of " + part});
        for (const auto& channel : configuration_.channels)
            if (added && image.channels && may_be_at(channel.follow, target))
                added = add(target, channel_text(channel, variant, known),
                            {edition, Role::channel, "channel '" + channel.name.str() + "' of " + part});
        return added;
    }

    /// Within one edition only these: which channels there are follows from its releases, and who plans them looks.
    static bool two_anchors(const Owner& a, const Owner& b)
    {
        return a.role == Role::anchor && b.role == Role::anchor && a.what != b.what;
    }

    Result<void> add(const Target& target, const std::string& name, Owner owner)
    {
        const auto at = target.location.str() + ":" + name;
        const auto [found, fresh] = owners_.try_emplace(at, owner);
        const auto& other = found->second;
        if (fresh || (other.edition == owner.edition && !two_anchors(other, owner))) return {};
        return fail(ErrorKind::usage, fmt::format("{} and {} would both be '{}'", other.str(), owner.str(), at),
                    other.edition != owner.edition
                        ? "write {edition} into the 'to' of the destination, or into the name"
                        : "give each image its own repository with {image}, or each its own name");
    }

    const Configuration& configuration_;
    std::map<std::string, Owner> owners_;
};

Result<std::vector<Target>> filled(const Configuration& configuration, Variables variables, const std::string& edition)
{
    variables["edition"] = edition;
    std::vector<Target> targets;
    for (const auto& destination : configuration.destinations) {
        for (const auto& image : configuration.images) {
            if (image.destinations && !image.destinations->contains(destination.name)) continue;
            auto target = fill(destination, image, variables);
            if (!target) return during("reading the destination '" + destination.name + "'", target.error());
            targets.push_back(std::move(*target));
        }
    }
    return targets;
}

}  // namespace

Result<std::vector<Target>> targets_of(const Configuration& configuration, const Variables& environment,
                                       const std::string& edition)
{
    if (auto checked = check_configuration(configuration); !checked) return fail(checked.error());
    NameTable names(configuration);
    std::vector<Target> wanted;
    for (const auto& each : configuration.editions.empty() ? std::vector{edition} : configuration.editions) {
        auto targets = filled(configuration, environment, each);
        if (!targets) return targets;
        for (const auto& target : *targets)
            if (auto added = names.add(each, target); !added) return fail(added.error());
        if (each == edition) wanted = std::move(*targets);
    }
    return wanted;
}

std::optional<bool> plain_http_at(const std::vector<Target>& targets, const Location& location)
{
    for (const auto& it : targets)
        if (it.plain_http && it.location.kind() == location.kind() && it.location.host() == location.host())
            return it.plain_http;
    return std::nullopt;
}

}  // namespace tagwarden
