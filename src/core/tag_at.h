// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <compare>
#include <map>
#include <optional>

#include "core/descriptor.h"
#include "core/location.h"
#include "core/tag_name.h"

namespace tagwarden {

/// A tag in a place.
struct TagAt {
    Location location;
    TagName tag;

    std::string str() const { return location.str() + ":" + tag.str(); }

    bool operator==(const TagAt&) const = default;
    auto operator<=>(const TagAt&) const = default;
};

/// What tags named when somebody looked; no descriptor where the tag does not exist. A tag that is not in here
/// was not looked at, or its place did not answer.
using SeenTags = std::map<TagAt, std::optional<Descriptor>>;

}  // namespace tagwarden
