// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string_view>

#include "base/result.h"

namespace tagwarden {

/// A file that is written piece by piece. What is not finished does not take its name.
struct OutputFile {
    virtual ~OutputFile() = default;

    virtual Result<void> write(std::string_view piece) = 0;
    virtual Result<void> finish() = 0;
};

}  // namespace tagwarden
