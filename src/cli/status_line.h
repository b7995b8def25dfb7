// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <iosfwd>
#include <mutex>
#include <string_view>

namespace tagwarden {

/// What is said beside the result, and below it, on a terminal, one line that changes while work goes on. May be used
/// from several threads: no text gets into another.
class StatusLine {
public:
    explicit StatusLine(std::ostream& out) : out_(out) {}

    /// Shows this line in the place of the one before; as much of it as the terminal is wide.
    void show(std::string_view line);
    void clear();

    /// Says it above the line, which comes back with the next show().
    void say(std::string_view text);

private:
    void wipe();

    std::ostream& out_;
    std::mutex mutex_;
    bool shown_ = false;
};

}  // namespace tagwarden
