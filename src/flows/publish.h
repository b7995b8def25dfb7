// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <map>

#include "core/release.h"
#include "flows/operation.h"
#include "flows/propose.h"
#include "ports/layer_files.h"

namespace tagwarden {

/// What to do about a release that is incomplete.
inline constexpr auto to_go_on_with_release =
    "when the cause is gone, run the same command again, or 'tagwarden recover', which needs no source: it takes the "
    "content from where it is already";

/// Publishes a release whose content was checked, from wherever a destination has it.
Operation publish_operation(Release release, bool allow_fewer_platforms);

/// Checks that every part's content says the version it is to be named with; refused where it does not.
/// What comes back publishes it. Reads only.
Result<Operation> prepare_publish(const Product& product, Release release, const std::map<Part, PartSource>& sources,
                                  LayerFiles& files, bool allow_fewer_platforms = false);

}  // namespace tagwarden
