// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/time.h"
#include "core/build_kind.h"
#include "core/descriptor.h"
#include "core/part.h"
#include "core/platform.h"
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
    std::vector<std::string> accepted{};                ///< what its content check let pass, and why somebody said so
    std::set<Part> awaited{};                           ///< declared parts that no job has brought yet
    std::map<Part, std::vector<Platform>> platforms{};  ///< what each part runs on; absent where nobody looked
    std::string upstream_commit{};  ///< of another project whose pipeline started this build; "" for none

    /// Open until every declared part has arrived, and until then invisible to channels. What was declared is decided
    /// when it is published, so that a part which the configuration gains later opens no old release again.
    bool open() const { return !awaited.empty(); }
};

}  // namespace tagwarden
