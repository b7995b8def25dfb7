// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <optional>

#include "core/descriptor.h"
#include "core/tag_name.h"

namespace tagwarden {

/// One change to one tag of one repository. `from` is empty when the tag does not exist yet.
struct TagMove {
    TagName tag;
    std::optional<Digest> from;
    Descriptor to;

    bool operator==(const TagMove&) const = default;
};

}  // namespace tagwarden
