// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <optional>
#include <string>

#include "base/json.h"
#include "core/descriptor.h"

namespace tagwarden {

/// A petabyte. Who claims more lies, and sums of such sizes would not fit a number.
inline constexpr std::int64_t max_content_size = std::int64_t{1} << 50U;

/// Reads a content descriptor (image-spec 1.1, "Content Descriptors"). What is wrong with it becomes the error of
/// `reader`, which reads what holds it; `where` names it there: "manifest, a layer".
std::optional<Descriptor> read_descriptor(JsonReader& reader, const Json& value, const std::string& where);

/// The descriptor as JSON: media type, digest, size.
JsonObject json_of(const Descriptor& descriptor);

}  // namespace tagwarden
