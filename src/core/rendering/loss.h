// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <string_view>

#include "core/rendering/format.h"
#include "core/version/version.h"

namespace tagwarden {

/// What a text that was written for a version no longer says: "" when it reads back as the same version and the tool
/// that reads it counts all of it, else one sentence. Whether there is a loss is found by reading; the sentence then
/// names the first reason that holds.
std::string loss(const Version& version, Format format, std::string_view text);

}  // namespace tagwarden
