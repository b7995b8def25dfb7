// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/terminal_width.h"

#include <sys/ioctl.h>

namespace tagwarden {

std::size_t terminal_width(int descriptor)
{
    constexpr std::size_t usual = 80;
    winsize size{};
    const bool known = ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
    return known ? size.ws_col : usual;
}

}  // namespace tagwarden
