// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <chrono>
#include <functional>
#include <memory>

#include "cli/status_line.h"
#include "ports/progress.h"

namespace tagwarden {

/// One line of a terminal that says how far long work is, how fast it goes, how long it may still take and how many
/// blobs move at once.
std::unique_ptr<Progress> progress_line(
    StatusLine& line, std::function<std::chrono::steady_clock::time_point()> now = std::chrono::steady_clock::now);

/// A line for each stretch of work when it is done: for logs, and for whoever wants to see all.
std::unique_ptr<Progress> progress_lines(StatusLine& line);

}  // namespace tagwarden
