// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/oci/recent_manifests.h"

#include <algorithm>

namespace tagwarden {

namespace {

constexpr std::size_t most_bytes = std::size_t{256} * 1024;

}  // namespace

void RecentManifests::remember(const ManifestContent& manifest)
{
    const std::lock_guard lock(mutex_);
    manifests_.push_back(manifest);
    bytes_ += manifest.bytes.size();
    while (bytes_ > most_bytes) {
        bytes_ -= manifests_.front().bytes.size();
        manifests_.pop_front();
    }
}

std::optional<ManifestContent> RecentManifests::find(const Digest& digest) const
{
    const std::lock_guard lock(mutex_);
    const auto found = std::ranges::find_if(
        manifests_, [&](const ManifestContent& manifest) { return manifest.descriptor.digest == digest; });
    if (found == manifests_.end()) return std::nullopt;
    return *found;
}

}  // namespace tagwarden
