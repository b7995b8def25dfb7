// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <vector>

#include "ports/progress.h"

namespace tagwarden::tests {

/// Keeps what the progress is told.
struct RecordedProgress final : Progress {
    void begin(std::string_view what, std::int64_t bytes) override
    {
        begun.emplace_back(what);
        announced += bytes;
    }
    void advance(std::int64_t bytes) override { advanced += bytes; }
    void finish() override { ++finished; }

    std::vector<std::string> begun;
    std::int64_t announced = 0;
    std::int64_t advanced = 0;
    std::size_t finished = 0;
};

}  // namespace tagwarden::tests
