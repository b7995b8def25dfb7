// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/target.h"

#include "core/check_configuration.h"

#include <fmt/format.h>

#include <map>

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

/// Two parts with one name in one place would overwrite each other: found before anything is published.
Result<void> keep_apart(const Configuration& configuration, const std::vector<Target>& targets)
{
    std::map<std::string, std::string> owners;
    for (const auto& target : targets) {
        const auto* image = configuration.image(target.image);
        for (const auto& variant : image->variants) {
            const auto name = target.location.str() + ":" + image->anchor.str() +
                              (image->anchor.mentions("suffix") ? "" : variant.suffix);
            const auto part = target.image + "/" + variant.name;
            const auto [owner, fresh] = owners.emplace(name, part);
            if (!fresh && owner->second != part)
                return fail(ErrorKind::usage,
                            fmt::format("'{}' and '{}' would have the same name {}", owner->second, part, name),
                            "give each image its own repository with {image}, or its own anchor");
        }
    }
    return {};
}

}  // namespace

Result<std::vector<Target>> targets_of(const Configuration& configuration, const Variables& environment)
{
    if (auto checked = check_configuration(configuration); !checked) return fail(checked.error());
    std::vector<Target> targets;
    for (const auto& destination : configuration.destinations) {
        for (const auto& image : configuration.images) {
            if (image.destinations && !image.destinations->contains(destination.name)) continue;
            auto target = fill(destination, image, environment);
            if (!target) return during("reading the destination '" + destination.name + "'", target.error());
            targets.push_back(std::move(*target));
        }
    }
    if (auto apart = keep_apart(configuration, targets); !apart) return fail(apart.error());
    return targets;
}

std::optional<bool> plain_http_at(const std::vector<Target>& targets, const Location& location)
{
    for (const auto& it : targets)
        if (it.plain_http && it.location.kind() == location.kind() && it.location.host() == location.host())
            return it.plain_http;
    return std::nullopt;
}

}  // namespace tagwarden
