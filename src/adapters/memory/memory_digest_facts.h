// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <map>

#include "ports/digest_facts.h"

namespace tagwarden {

/// Remembers as long as it lives.
class MemoryDigestFacts final : public DigestFacts {
public:
    std::vector<std::optional<ImageFacts>> find(std::span<const Digest> digests) override
    {
        std::vector<std::optional<ImageFacts>> found;
        for (const auto& digest : digests) {
            const auto known = facts_.find(digest);
            found.push_back(known == facts_.end() ? std::nullopt : std::optional(known->second));
        }
        return found;
    }

    void keep(std::span<const KnownFacts> facts) override
    {
        for (const auto& it : facts) facts_.insert_or_assign(it.digest, it.facts);
    }

private:
    std::map<Digest, ImageFacts, DigestBefore> facts_;
};

}  // namespace tagwarden
