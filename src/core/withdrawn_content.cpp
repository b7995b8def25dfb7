// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/withdrawn_content.h"

#include "core/same_content.h"

namespace tagwarden {

namespace {

std::unordered_map<std::string_view, std::vector<const KnownRelease*>> withdrawn_by_digest(const RuleInputs& inputs)
{
    std::unordered_map<std::string_view, std::vector<const KnownRelease*>> all;
    for (const auto& row : inputs.state.releases.rows())
        if (row.facts().withdrawn)
            for (const auto& [part, content] : row->release.parts) all[content.digest.str()].push_back(&*row);
    return all;
}

}  // namespace

const KnownRelease* withdrawn_content(const RuleInputs& inputs, const KnownRelease& release)
{
    if (release.withdrawn) return &release;
    auto& withdrawn = inputs.memory.withdrawn;
    if (!withdrawn) withdrawn = withdrawn_by_digest(inputs);
    // Releases with the same content have at least one digest in common.
    for (const auto& [part, content] : release.release.parts) {
        const auto found = withdrawn->find(content.digest.str());
        if (found == withdrawn->end()) continue;
        for (const auto* it : found->second)
            if (same_content(inputs.configuration, release.release, it->release)) return it;
    }
    return nullptr;
}

}  // namespace tagwarden
