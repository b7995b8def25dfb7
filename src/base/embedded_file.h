// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string_view>

namespace tagwarden {

/// A text file of the source tree, compiled into the program by tagwarden_embed() (cmake/embed.cmake).
struct EmbeddedFile {
    std::string_view name;  ///< without its folder: "0001_entries.sql"
    std::string_view text;
};

}  // namespace tagwarden
