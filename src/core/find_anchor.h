// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <optional>
#include <string>

#include "core/configuration.h"
#include "core/part.h"
#include "core/tag_at.h"
#include "core/target.h"
#include "core/version/version.h"

namespace tagwarden {

/// What a tag says when it is read as an anchor.
struct FoundAnchor {
    Part part;
    Version version;
};

/// Reads a tag as the anchor of one of the images that go to this place: the way back through their templates
/// (read_anchor), and it must lead forth again, so that "v1.8.1" is no anchor where anchors are written "1.8.1".
/// Where a slug made "-" of the "+" of a build ("13.1.1-rnightly.159756.b2b5f05e-0"), the version gets it back.
/// Nothing for a tag that is no anchor of this edition; `why_not` then tells in words.
std::optional<FoundAnchor> find_anchor(const Configuration& configuration, const std::vector<Target>& targets,
                                       const std::string& edition, const TagAt& at, std::string& why_not);

}  // namespace tagwarden
