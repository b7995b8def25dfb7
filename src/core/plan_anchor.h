// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <optional>

#include "core/configuration.h"
#include "core/plan.h"
#include "core/release.h"
#include "core/tag_at.h"
#include "core/target.h"

namespace tagwarden {

/// The anchor of one part of a release at one target.
struct Anchor {
    const Target* target = nullptr;
    Part part;
    TagAt at;
    const Descriptor* content = nullptr;
};

/// The anchor of a part that the release has. `target` and `variant` are of the configuration.
Result<Anchor> anchor_of(const Configuration& configuration, const Target& target, const Variant& variant,
                         const Release& release);

/// Sets the anchor, or only records it where it is `seen` to be right already.
PlannedMove anchor_move(const Anchor& anchor, const Release& release, const std::optional<Descriptor>& seen);

}  // namespace tagwarden
