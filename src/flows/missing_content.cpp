// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "flows/missing_content.h"

#include <algorithm>

#include "core/manifest.h"

namespace tagwarden {

namespace {

/// The index of a part, from whichever place has it.
std::optional<Manifest> index_of(const Descriptor& root, const ReadPlaces& places)
{
    if (!is_index(root.media_type)) return std::nullopt;
    for (const auto& [location, place] : places) {
        const auto content = place->manifests({&root.digest, 1});
        if (!content.front()) continue;
        auto manifest = parse_manifest(content.front()->bytes, root.media_type);
        if (manifest) return std::move(*manifest);
    }
    return std::nullopt;
}

/// "arm64", and with the system where that is not the usual one.
std::string brief(const Platform& platform)
{
    const auto text = platform.str();
    return text.starts_with("linux/") ? text.substr(text.find('/') + 1) : text;
}

void add_missing(const Manifest& index, RepositoryReader& place, std::vector<std::string>& platforms)
{
    std::vector<Digest> digests;
    for (const auto& entry : index.entries) digests.push_back(entry.descriptor.digest);
    const auto has = place.has_manifests(digests);
    for (std::size_t i = 0; i < digests.size(); ++i) {
        const auto& entry = index.entries[i];
        if (!has[i] || *has[i] || !entry.platform || entry.attestation) continue;
        const auto name = brief(*entry.platform);
        if (std::ranges::find(platforms, name) == platforms.end()) platforms.push_back(name);
    }
}

bool waits_there(const KnownRelease& known, const Target& target)
{
    return !known.published && !known.withdrawn && !target.optional && target.takes(known.release.kind) &&
           !known.complete_at.contains(target.location);
}

std::vector<std::string> missing_at(const KnownRelease& known, const Target& target, const ReadPlaces& places)
{
    std::vector<std::string> platforms;
    const auto place = places.find(target.location);
    if (place == places.end()) return platforms;
    for (const auto& [part, root] : known.release.parts) {
        if (part.image != target.image) continue;
        if (const auto index = index_of(root, places)) add_missing(*index, *place->second, platforms);
    }
    return platforms;
}

}  // namespace

MissingContent missing_content(const Product& product, const LedgerState& state, const ReadPlaces& places)
{
    MissingContent missing;
    for (const auto& known : state.releases.rows()) {
        if (const auto facts = known.facts(); facts.published || facts.withdrawn) continue;
        for (const auto& target : product.targets) {
            if (!waits_there(*known, target)) continue;
            if (auto platforms = missing_at(*known, target, places); !platforms.empty())
                missing.emplace(std::pair(known->version(), target.location), std::move(platforms));
        }
    }
    return missing;
}

}  // namespace tagwarden
