// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <map>

#include "core/release.h"
#include "flows/operation.h"
#include "flows/propose.h"
#include "ports/layer_files.h"

namespace tagwarden {

/// Checks that every part's content says the version it is to be named with; refused where it does not.
/// What comes back publishes it. Reads only.
Result<Operation> prepare_publish(const Product& product, Release release, const std::map<Part, PartSource>& sources,
                                  LayerFiles& files, bool allow_fewer_platforms = false);

}  // namespace tagwarden
