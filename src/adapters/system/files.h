// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "ports/output_file.h"

namespace tagwarden {

/// The bytes of a file. not_found when there is none, malformed when it holds more than `limit` bytes,
/// local when this machine does not let it be read.
Result<std::string> read_file(const std::filesystem::path& path, std::size_t limit);

/// Begins a file that is written piece by piece, and takes the place of what has its name when it is finished.
Result<std::unique_ptr<OutputFile>> new_file(const std::filesystem::path& path);

/// Puts this text in the place of what the file holds, or makes the file: whoever reads it sees the old text or the new
/// one. A link, a pipe or a terminal is written to as it is.
Result<void> replace_file(const std::filesystem::path& path, std::string_view text);

/// Adds this text at the end of the file, or makes it.
Result<void> append_to_file(const std::filesystem::path& path, std::string_view text);

/// The file of this name in the folder, or in the nearest folder above that has one.
/// A folder of that name does not count. The folder need not be absolute.
Result<std::optional<std::filesystem::path>> find_upwards(const std::filesystem::path& folder, const std::string& name);

}  // namespace tagwarden
