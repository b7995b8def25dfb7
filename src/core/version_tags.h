// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/configuration.h"
#include "core/version/version.h"

namespace tagwarden {

/// A git tag and the version it names.
struct TaggedVersion {
    std::string tag;
    Version version;
};

/// What a git tag says in this scheme: "hello/v1.8.1" is 1.8.1 with the prefix "hello/", "13.1.0+ce.0" is 13.1.0-ce.0
/// in omnibus. Nothing when it names no version of this product.
std::optional<Version> version_in_tag(const VersionConfiguration& scheme, std::string_view tag);

/// Those of the tags that name versions, the highest first; of equal ones the tag that sorts first.
std::vector<TaggedVersion> versions_in_tags(const VersionConfiguration& scheme, const std::vector<std::string>& tags);

/// "1.8.1" or, where a "v" says nothing, "v1.8.1", with white space around it, as a version of this order.
Result<Version> parse_version_text(Order order, std::string_view text);

}  // namespace tagwarden
