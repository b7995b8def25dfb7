// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/digest.h"
#include "core/location.h"
#include "core/tag_name.h"

namespace tagwarden {

/// A location and, where given, which manifest in it: by tag, by digest, or both (then the tag must name
/// that digest). Forms: oci:DIR[:TAG], oci-archive:FILE[:TAG], docker-archive:FILE, HOST/REPO[:TAG][@DIGEST].
struct Reference {
    Location location;
    std::optional<TagName> tag;
    std::optional<Digest> digest;

    static Result<Reference> parse(std::string_view text);

    std::string str() const;

    bool operator==(const Reference&) const = default;
};

}  // namespace tagwarden
