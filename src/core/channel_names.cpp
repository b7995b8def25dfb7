// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/channel_names.h"

#include <set>
#include <utility>

#include "core/naming.h"

namespace tagwarden {

namespace {

class Naming {
public:
    Naming(const Configuration& configuration, const std::vector<Target>& targets)
        : configuration_(configuration), targets_(targets)
    {
    }

    void add(const ChannelConfiguration& rule, const Release& release)
    {
        const auto name = channel_name(rule, variables_of(release));
        // A variant's own name tells no releases apart that the channel's does not (check_configuration).
        if (!name || !seen_.emplace(&rule, *name).second) return;
        for (const auto& target : targets_) {
            const auto& image = *configuration_.image(target.image);
            if (!image.channels) continue;
            for (const auto& variant : image.variants)
                if (auto tag = channel_tag(rule, variant, variables_of(release, image, variant)))
                    names.try_emplace({target.location, std::move(*tag)},
                                      ChannelName{*name, {image.name, variant.name}});
        }
    }

    std::map<TagAt, ChannelName> names;

private:
    const Configuration& configuration_;
    const std::vector<Target>& targets_;
    std::set<std::pair<const ChannelConfiguration*, std::string>> seen_;
};

}  // namespace

std::map<TagAt, ChannelName> channel_names(const Configuration& configuration, const std::vector<Target>& targets,
                                           std::span<const Release* const> releases)
{
    Naming naming(configuration, targets);
    // What a rule takes comes first: where two rules give one name, the other does not count.
    for (const bool taken : {true, false})
        for (const auto& rule : configuration.channels)
            for (const auto* release : releases)
                if (rule.follow.accepts(release->kind, release->branch) == taken) naming.add(rule, *release);
    return std::move(naming.names);
}

}  // namespace tagwarden
