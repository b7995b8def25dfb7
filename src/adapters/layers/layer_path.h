// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <string_view>

namespace tagwarden {

/// Paths in a layer are kept without a slash in front: "usr/bin/x"; the root is "".

/// The kept form of a name as archives write it: "./usr/x", "/usr/x", "usr//x", "usr/a/../x" are "usr/x".
/// Nothing leads out of the root.
std::string layer_path(std::string_view name);

/// The folder it is in; the root is in itself.
std::string_view parent_of(std::string_view path);
std::string_view base_of(std::string_view path);
std::string path_in(std::string_view folder, std::string_view base);

}  // namespace tagwarden
