// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/configuration.h"

#include <algorithm>

namespace tagwarden {

std::string Probe::str() const
{
    return kind == Kind::label ? "label org.opencontainers.image.version" : "file " + path;
}

std::string Follow::str() const
{
    switch (rule) {
        case Rule::stable: return "stable";
        case Rule::prerelease: return "prerelease";
        case Rule::tagged: return "tagged";
        case Rule::nightly: return "nightly";
        case Rule::branch: return "branch:" + branch;
        case Rule::manual: return "manual";
    }
    return "";
}

bool Follow::accepts(BuildKind kind, const std::string& release_branch) const
{
    switch (rule) {
        case Rule::stable: return kind == BuildKind::release;
        case Rule::prerelease: return kind == BuildKind::prerelease;
        case Rule::tagged: return kind == BuildKind::release || kind == BuildKind::prerelease;
        case Rule::nightly: return kind == BuildKind::nightly;
        case Rule::branch: return kind == BuildKind::branch && release_branch == branch;
        case Rule::manual: return true;
    }
    return false;
}

const ImageConfiguration* Configuration::image(const std::string& name) const
{
    const auto found = std::ranges::find(images, name, &ImageConfiguration::name);
    return found == images.end() ? nullptr : &*found;
}

}  // namespace tagwarden
