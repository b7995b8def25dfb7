// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/layout/layout_marker.h"

#include <fmt/format.h>

#include "base/json.h"
#include "base/text.h"

namespace tagwarden {

Result<void> check_layout_marker(std::string_view text, std::string_view name)
{
    const auto where = fmt::format("oci-layout of {}", name);
    const auto json = parse_json(text, where);
    if (!json) return fail(json.error());
    JsonReader reader(*json, where);
    const auto version = reader.text("imageLayoutVersion");
    if (reader.error()) return fail(*reader.error());
    if (version != "1.0.0")
        return fail(ErrorKind::malformed,
                    fmt::format("{} has layout version '{}', wanted '1.0.0'", name, printable(version)));
    return {};
}

}  // namespace tagwarden
