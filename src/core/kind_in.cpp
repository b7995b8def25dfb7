// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/kind_in.h"

#include <string>
#include <string_view>

#include "base/text.h"
#include "core/omnibus/tag_form.h"
#include "core/rendering/version_parts.h"

namespace tagwarden {

namespace {

BuildKind tagged_kind(const Version& version)
{
    return version.prerelease() ? BuildKind::prerelease : BuildKind::release;
}

BuildKind dotted_kind(const Version& version)
{
    const auto prerelease = version_parts(version.str()).prerelease;
    for (const auto identifier : split(prerelease, '.')) {
        if (identifier == "dev") return BuildKind::branch;
        if (identifier == "nightly") return BuildKind::nightly;
    }
    return tagged_kind(version);
}

/// "11.10.12345+5159f2949cb.59c9fa631" of 11.10.12345-5159f2949cb.59c9fa631.
std::string tag_of(std::string text)
{
    if (const auto dash = text.find('-'); dash != std::string::npos) text[dash] = '+';
    return text;
}

BuildKind omnibus_kind(const Version& version)
{
    const auto says = [&](std::string_view word) { return version.str().find(word) != std::string::npos; };
    if (says("+rnightly")) return BuildKind::nightly;
    if (says("+rfbranch")) return BuildKind::branch;
    if (says("+internal") || says("+stable")) return BuildKind::internal;
    const auto tag = tag_of(version.str());
    if (omnibus::is_auto_deploy_tag(tag)) return BuildKind::auto_deploy;
    return omnibus::iteration_of_tag(tag) == "0" ? BuildKind::branch : tagged_kind(version);
}

}  // namespace

BuildKind kind_in(const Version& version)
{
    switch (version.order()) {
        case Order::semver:
        case Order::calver:
        case Order::natural: return dotted_kind(version);
        case Order::omnibus: return omnibus_kind(version);
        case Order::deb:
        case Order::rpm:
        case Order::pep440: break;
    }
    return tagged_kind(version);
}

}  // namespace tagwarden
