// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstddef>

namespace tagwarden {

/// How many columns the terminal behind this file descriptor shows; the usual 80 where it does not say.
std::size_t terminal_width(int descriptor);

}  // namespace tagwarden
