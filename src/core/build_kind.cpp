// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/build_kind.h"

#include <array>

namespace tagwarden {

std::span<const BuildKind> all_build_kinds()
{
    static constexpr std::array kinds{BuildKind::release, BuildKind::prerelease, BuildKind::nightly,
                                      BuildKind::branch,  BuildKind::internal,   BuildKind::auto_deploy};
    return kinds;
}

std::string_view name_of(BuildKind kind)
{
    switch (kind) {
        case BuildKind::release: return "release";
        case BuildKind::prerelease: return "prerelease";
        case BuildKind::nightly: return "nightly";
        case BuildKind::branch: return "branch";
        case BuildKind::internal: return "internal";
        case BuildKind::auto_deploy: return "auto-deploy";
    }
    return "";
}

std::vector<std::string> build_kind_names()
{
    std::vector<std::string> names;
    for (const auto kind : all_build_kinds()) names.emplace_back(name_of(kind));
    return names;
}

std::optional<BuildKind> build_kind_named(std::string_view name)
{
    for (const auto kind : all_build_kinds())
        if (name_of(kind) == name) return kind;
    return std::nullopt;
}

}  // namespace tagwarden
