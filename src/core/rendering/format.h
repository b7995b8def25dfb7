// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <span>
#include <string_view>

#include "base/result.h"

namespace tagwarden {

/// What a version is written for. Each has its own characters and its own idea of what comes first.
enum class Format {
    plain,        ///< as the version itself is spelled
    semver,       ///< Semantic Versioning 2.0.0
    deb,          ///< a Debian package: [epoch:]upstream[-revision]
    rpm,          ///< an RPM package: version-release
    rpm_version,  ///< the Version field of a spec file
    rpm_release,  ///< its Release field
    tag,          ///< a tag in a registry
    python,       ///< PEP 440
};

std::span<const Format> all_formats();
std::string_view name_of(Format format);

/// The format of this name; a usage error that lists them, and the one that may have been meant.
Result<Format> format_named(std::string_view name);

}  // namespace tagwarden
