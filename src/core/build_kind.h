// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace tagwarden {

/// What sort of build a release is; destinations and channels choose by it.
enum class BuildKind { release, prerelease, nightly, branch };

std::string_view name_of(BuildKind kind);
std::optional<BuildKind> build_kind_named(std::string_view name);
std::span<const BuildKind> all_build_kinds();

}  // namespace tagwarden
