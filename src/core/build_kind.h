// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tagwarden {

/// What sort of build a release is; destinations and channels choose by it.
enum class BuildKind {
    release,
    prerelease,
    nightly,
    branch,
    internal,     ///< for the makers' own machines, such as a security release before its day
    auto_deploy,  ///< made from the newest of two repositories, to be deployed at once
};

std::string_view name_of(BuildKind kind);
std::optional<BuildKind> build_kind_named(std::string_view name);
std::span<const BuildKind> all_build_kinds();
std::vector<std::string> build_kind_names();

}  // namespace tagwarden
