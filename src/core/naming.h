// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <optional>
#include <span>
#include <string>

#include "core/configuration.h"
#include "core/part.h"
#include "core/release.h"
#include "core/tag_name.h"
#include "core/text_template.h"

namespace tagwarden {

/// What templates may say of a release.
Variables variables_of(const Release& release);

/// Of that only what these names need: a product has thousands of releases to name.
Variables variables_of(const Release& release, std::span<const std::string> names);

/// All of it, and what templates may say of one of its parts.
Variables variables_of(const Release& release, const ImageConfiguration& image, const Variant& variant);

/// The version's own tag for one part: the anchor template, the variant's suffix behind it (unless the
/// template places {suffix} itself), slugged as a whole.
Result<TagName> anchor_name(const ImageConfiguration& image, const Variant& variant, const Variables& variables);

/// The name a channel has for this release, over all images and variants: "latest", "1.8". What differs between those
/// stays as it is written, for the channel is one: "{image}-latest".
Result<std::string> channel_name(const ChannelConfiguration& channel, const Variables& variables);

/// The tag of a channel for one variant: the channel's name for the main one (without a suffix), else the configured
/// name, else NAME-VARIANT, unless the name says the variant itself.
Result<TagName> channel_tag(const ChannelConfiguration& channel, const Variant& variant, const Variables& variables);

/// What an anchor says: which variant of the image, and which version.
struct AnchorReading {
    std::string variant;
    Version version;
};

/// The way back from a tag to variant and version, through the inverse of the anchor template, longest suffix
/// first ("0.6.3-rocm" is 0.6.3 of rocm, not a pre-release). Nothing when the tag is not an anchor of this edition, or
/// has the commit of another project in the version's place.
std::optional<AnchorReading> read_anchor(const ImageConfiguration& image, const std::string& edition, Order order,
                                         const TagName& tag);

}  // namespace tagwarden
