// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/find_anchor.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/edition.h"
#include "core/kind_in.h"
#include "core/naming.h"
#include "core/version_tags.h"

namespace tagwarden {

namespace {

bool said_by_a_plus(BuildKind kind)
{
    return kind == BuildKind::nightly || kind == BuildKind::branch || kind == BuildKind::internal;
}

/// A tag has no "+", and the version that had one may have said with it what kind of build it is.
Version with_its_plus(Version version)
{
    auto text = version.str();
    const auto dash = text.find('-');
    if (dash == std::string::npos) return version;
    text[dash] = '+';
    auto before = Version::parse(version.order(), text);
    if (!before || !said_by_a_plus(kind_in(*before)) || kind_in(*before) == kind_in(version)) return version;
    return std::move(*before);
}

const Variant& variant_of(const ImageConfiguration& image, const std::string& name)
{
    return *std::ranges::find(image.variants, name, &Variant::name);
}

/// The tag that the anchor of this part would be; "" where it can have none.
std::string anchor_of(const ImageConfiguration& image, const std::string& variant, const std::string& edition,
                      const Version& version)
{
    const Release release{edition, version, kind_in(version), "", "", 0, {}, {}};
    const auto& its = variant_of(image, variant);
    const auto name = anchor_name(image, its, variables_of(release, image, its));
    return name ? name->str() : "";
}

/// The other edition of this product that a version says it is of; "" where it says none.
std::string other_edition(const Configuration& configuration, const std::string& edition, const Version& version)
{
    auto named = edition_in(version.order(), version.str());
    const bool other =
        named != edition && std::ranges::find(configuration.editions, named) != configuration.editions.end();
    return other ? named : "";
}

/// The other edition whose anchors are written like this tag; "" where there is none.
std::string edition_spelled(const Configuration& configuration, const ImageConfiguration& image, const TagName& tag)
{
    for (const auto& edition : configuration.editions)
        if (read_anchor(image, edition, configuration.version.order, tag)) return edition;
    return "";
}

std::optional<FoundAnchor> read(const Configuration& configuration, const ImageConfiguration& image,
                                const std::string& edition, const TagName& tag, std::string& why_not)
{
    const auto reading = read_anchor(image, edition, configuration.version.order, tag);
    if (!reading) {
        const auto other = edition_spelled(configuration, image, tag);
        if (!other.empty()) why_not = "it is of the edition " + other;
        return std::nullopt;
    }
    auto version = with_its_plus(reading->version);
    if (!version.flavour().empty()) {
        why_not = fmt::format("it is of a flavour, '{}', that is no variant of {}", version.flavour(), image.name);
        return std::nullopt;
    }
    if (const auto other = other_edition(configuration, edition, version); !other.empty()) {
        why_not = "it is of the edition " + other;
        return std::nullopt;
    }
    if (configuration.version.calendar && !configuration.version.calendar->fits(version.str())) return std::nullopt;
    if (anchor_of(image, reading->variant, edition, version) != tag.str()) return std::nullopt;
    return FoundAnchor{{image.name, reading->variant}, std::move(version)};
}

/// For a tag that is a version as people write it, but not as this product's anchors are.
std::string other_spelling(const Configuration& configuration, const ImageConfiguration& image,
                           const std::string& edition, const TagName& tag)
{
    const auto version = parse_version_text(configuration.version.order, tag.str());
    if (!version) return "";
    const auto name = anchor_of(image, image.variants.front().name, edition, *version);
    if (name.empty() || name == tag.str()) return "";
    return fmt::format("it says {}, whose anchor is '{}' here", version->str(), name);
}

}  // namespace

std::optional<FoundAnchor> find_anchor(const Configuration& configuration, const std::vector<Target>& targets,
                                       const std::string& edition, const TagAt& at, std::string& why_not)
{
    std::optional<FoundAnchor> found;
    why_not.clear();
    for (const auto& target : targets) {
        if (target.location != at.location) continue;
        const auto& image = *configuration.image(target.image);
        auto anchor = read(configuration, image, edition, at.tag, why_not);
        // Of two images in one place, the one whose template says more of the tag.
        if (anchor && (!found || anchor->version.str().size() < found->version.str().size())) found = std::move(anchor);
        if (!found && why_not.empty()) why_not = other_spelling(configuration, image, edition, at.tag);
    }
    if (why_not.empty()) why_not = "it is not a version";
    return found;
}

}  // namespace tagwarden
