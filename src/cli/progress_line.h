// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <iosfwd>
#include <memory>

#include "ports/progress.h"

namespace tagwarden {

/// One line of a terminal that says how far long work is, how fast it goes and how long it may still take.
std::unique_ptr<Progress> progress_line(std::ostream& out);

/// A line for each stretch of work when it is done: for logs, and for whoever wants to see all.
std::unique_ptr<Progress> progress_lines(std::ostream& out);

/// "12.5 MiB".
std::string size_text(std::int64_t bytes);

}  // namespace tagwarden
