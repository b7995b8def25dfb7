// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <vector>

#include "base/result.h"

namespace tagwarden {

/// Reads files of the checkout.
struct SourceFiles {
    virtual ~SourceFiles() = default;

    /// The texts of these files, in order. Paths are relative to the configuration's folder. not_found where there is
    /// no such file, malformed where it is larger than any source is.
    virtual Each<std::string> read(const std::vector<std::string>& paths) = 0;
};

}  // namespace tagwarden
