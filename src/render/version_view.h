// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/json.h"
#include "core/order_lint.h"
#include "core/rendering/rendering.h"
#include "flows/checkout_version.h"

namespace tagwarden {

/// A version as one format writes it, or why that format cannot.
using RenderedFormat = std::pair<Format, Result<Rendering>>;

/// In every format. The image tag is the scheme's own where it has one.
std::vector<RenderedFormat> render_all(const ChosenVersion& chosen);

std::string version_text(const CheckoutVersion& version, std::span<const RenderedFormat> renderings);
JsonObject version_json(const CheckoutVersion& version, std::span<const RenderedFormat> renderings);

/// Names and values for a file that a CI reads, one line each: "rpm-version=1.8.1" for GitHub, "VERSION_RPM_VERSION=…"
/// for GitLab's dotenv reports. Formats that cannot write the version are left out.
std::string github_output(const CheckoutVersion& version, std::span<const RenderedFormat> renderings);
std::string dotenv_output(const CheckoutVersion& version, std::span<const RenderedFormat> renderings);

std::string hazards_text(std::span<const Hazard> hazards);
JsonArray hazards_json(std::span<const Hazard> hazards);

}  // namespace tagwarden
