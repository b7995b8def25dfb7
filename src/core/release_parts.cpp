// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/release_parts.h"

#include <fmt/format.h>

#include <algorithm>

namespace tagwarden {

std::vector<Part> declared_parts(const Configuration& configuration, std::span<const Target> targets, BuildKind kind)
{
    std::vector<Part> parts;
    for (const auto& image : configuration.images) {
        const auto takes = [&](const Target& target) { return target.image == image.name && target.takes(kind); };
        if (std::ranges::none_of(targets, takes)) continue;
        for (const auto& variant : image.variants) parts.push_back({image.name, variant.name});
    }
    return parts;
}

Release whole_release(const RuleInputs& inputs, Release brought)
{
    const auto* known = inputs.state.find(brought.version.str());
    // What another job only announced may never come: it counts once it has a name.
    const bool continues = known != nullptr && known->named;
    if (continues) {
        brought.parts.insert(known->release.parts.begin(), known->release.parts.end());
        brought.platforms.insert(known->release.platforms.begin(), known->release.platforms.end());
        for (const auto& note : known->release.accepted)
            if (std::ranges::find(brought.accepted, note) == brought.accepted.end()) brought.accepted.push_back(note);
    }
    if (continues && !known->release.open()) return brought;
    for (auto& part : declared_parts(inputs.configuration, inputs.targets, brought.kind))
        if (!brought.parts.contains(part)) brought.awaited.insert(std::move(part));
    return brought;
}

namespace {

const KnownRelease* release_before(const LedgerState& state, const Release& release)
{
    const KnownRelease* before = nullptr;
    for (const auto& [version, known] : state.releases) {
        const bool lower = known.named && known.release.kind == release.kind && known.release.version < release.version;
        if (lower && (before == nullptr || outranks(known, *before))) before = &known;
    }
    return before;
}

}  // namespace

std::vector<std::string> lost_platforms(const LedgerState& state, const Release& release)
{
    const auto* known = state.find(release.version.str());
    const auto* before = release_before(state, release);
    std::vector<std::string> lost;
    if (before == nullptr || (known != nullptr && known->named)) return lost;
    for (const auto& [part, platforms] : release.platforms) {
        const auto had = before->release.platforms.find(part);
        if (had == before->release.platforms.end()) continue;
        for (const auto& platform : had->second)
            if (std::ranges::find(platforms, platform) == platforms.end())
                lost.push_back(
                    fmt::format("{} has no {}, which {} has", part.str(), platform.str(), before->version()));
    }
    return lost;
}

}  // namespace tagwarden
