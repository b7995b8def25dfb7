// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <deque>
#include <mutex>
#include <optional>

#include "core/manifest.h"

namespace tagwarden {

/// The manifests that were stored last, so that a tag can be put on one of them without asking for its bytes again.
/// They take 256 KiB at most, enough for the roots of some hundred images, which are stored last; those that came first
/// go first. May be used from several threads.
class RecentManifests {
public:
    void remember(const ManifestContent& manifest);
    std::optional<ManifestContent> find(const Digest& digest) const;

private:
    mutable std::mutex mutex_;
    std::deque<ManifestContent> manifests_;
    std::size_t bytes_ = 0;
};

}  // namespace tagwarden
