// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/descriptor.h"
#include "core/location.h"
#include "core/tag_name.h"

namespace tagwarden {

/// The tags of one repository, as somebody found them.
struct FoundTags {
    Location location;
    std::map<TagName, Descriptor> tags;           ///< what each named
    std::vector<TagName> attached{};              ///< lead to what is attached to images: nobody asked what they name
    std::map<TagName, std::string> unreadable{};  ///< could not be looked at, each for a reason of its own
};

}  // namespace tagwarden
