// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/status_line.h"

#include <unistd.h>

#include <ostream>

#include "cli/terminal_width.h"

namespace tagwarden {

namespace {

/// The first characters of a text, of which some are several bytes.
std::string_view first_columns(std::string_view text, std::size_t columns)
{
    std::size_t at = 0;
    for (; at < text.size(); ++at) {
        const bool begins = (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
        if (begins && columns-- == 0) break;
    }
    return text.substr(0, at);
}

}  // namespace

void StatusLine::show(std::string_view line)
{
    const std::scoped_lock lock(mutex_);
    // A line as wide as the terminal would end in the next one, where nobody wipes it.
    out_ << "\r" << first_columns(line, terminal_width(STDERR_FILENO) - 1) << "\x1b[K" << std::flush;
    shown_ = true;
}

void StatusLine::clear()
{
    const std::scoped_lock lock(mutex_);
    wipe();
}

void StatusLine::say(std::string_view text)
{
    const std::scoped_lock lock(mutex_);
    wipe();
    out_ << text << std::flush;
}

void StatusLine::wipe()
{
    if (shown_) out_ << "\r\x1b[K" << std::flush;
    shown_ = false;
}

}  // namespace tagwarden
