// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/result.h"
#include "core/descriptor.h"

namespace tagwarden {

/// A layout or archive, which often holds just one image and then needs no tag to name it.
struct SoleContent {
    virtual ~SoleContent() = default;

    /// The one image or index that is here. A usage error when there is none or more than one,
    /// with the tags to choose from.
    virtual Result<Descriptor> sole() = 0;
};

}  // namespace tagwarden
