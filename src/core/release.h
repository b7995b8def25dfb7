// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/time.h"
#include "core/build_kind.h"
#include "core/descriptor.h"
#include "core/part.h"
#include "core/version/version.h"

namespace tagwarden {

/// One version of an edition: for each image and variant, which content it is, and where it came from.
struct Release {
    std::string edition;  ///< "" for a product without editions
    Version version;
    BuildKind kind = BuildKind::release;
    std::string commit;  ///< "" when published outside a checkout
    std::string branch;
    std::int64_t ordinal = 0;  ///< the pipeline's number; settles ties
    Time created{};            ///< when it was first published
    std::map<Part, Descriptor> parts;
    std::vector<std::string> accepted{};  ///< what its content check let pass, and why somebody said so
};

}  // namespace tagwarden
