// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <optional>
#include <string>

#include "core/build_kind.h"
#include "core/checkout.h"
#include "core/configuration.h"
#include "core/version/version.h"

namespace tagwarden {

/// The places a version can come from. It is never read from content: content is what it is checked against.
struct VersionSources {
    std::optional<std::string> given;       ///< --version
    std::optional<BuildKind> kind;          ///< --kind
    std::optional<CheckoutFacts> checkout;  ///< nothing outside a git work tree
};

struct ChosenVersion {
    Version version;
    BuildKind kind = BuildKind::release;
};

/// The version that all sources agree on. Refused when two of them differ; usage when none has one.
/// A leading "v" and the configured tag prefix do not count. Of several tags on HEAD (a release and its candidate
/// can share a commit) the highest is meant, unless --version names another of them.
Result<ChosenVersion> choose_version(const VersionConfiguration& scheme, const VersionSources& sources);

/// "v1.8.1" or "1.8.1" as a version of this order.
Result<Version> parse_version_text(Order order, std::string_view text);

}  // namespace tagwarden
