// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/ledger/recorded_content.h"

namespace tagwarden {

std::optional<Descriptor> recorded_content(const LedgerState& state, const TagRecord& record)
{
    const auto* known = state.find(record.version);
    if (known == nullptr) return std::nullopt;
    const auto content = known->release.parts.find(record.part);
    if (content == known->release.parts.end() || content->second.digest != record.digest) return std::nullopt;
    return content->second;
}

}  // namespace tagwarden
