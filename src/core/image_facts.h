// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "core/descriptor.h"
#include "core/platform.h"

namespace tagwarden {

/// What an image or index says of itself, as a list of tags shows it. It belongs to a digest, so it never changes.
struct ImageFacts {
    std::string version;              ///< org.opencontainers.image.version; "" where it says none
    std::optional<Time> created;      ///< likewise
    std::vector<Platform> platforms;  ///< attestations have none
    std::int64_t size = 0;            ///< what a pull of it, or of the first image of an index, would move, in bytes

    bool operator==(const ImageFacts&) const = default;
};

/// Goes up when facts are added, so that a cache does not answer with fewer.
inline constexpr std::int64_t image_facts_format = 1;

std::string image_facts_text(const ImageFacts& facts);

/// Reads what image_facts_text() wrote.
Result<ImageFacts> parse_image_facts(std::string_view text);

/// Facts that are being gathered, and what has to be read to know more: an index speaks of its first image, an image
/// of its configuration.
struct GatheredFacts {
    ImageFacts facts;
    std::optional<Descriptor> manifest{};
    std::optional<Descriptor> config{};
};

/// Adds what a manifest says, and says what to read next. What said something first is believed: the label of the
/// configuration is asked last, but counts more than any annotation.
Result<void> add_manifest_facts(const Descriptor& manifest, std::string_view bytes, GatheredFacts& gathered);

/// Adds what the configuration of an image says (image-spec 1.1, "Image Configuration").
Result<void> add_config_facts(std::string_view bytes, ImageFacts& facts);

}  // namespace tagwarden
