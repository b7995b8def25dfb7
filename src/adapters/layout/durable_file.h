// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <filesystem>
#include <string_view>

#include "base/file_descriptor.h"
#include "base/result.h"

namespace tagwarden {

/// A file that appears under its name whole and durable, or not at all.
class DurableFile {
public:
    /// Begins one under a passing name in this folder, which must be on the file system of its later name.
    static Result<DurableFile> create(const std::filesystem::path& folder);

    DurableFile(DurableFile&&) noexcept = default;
    ~DurableFile();  ///< removes what was not published

    Result<void> write(std::string_view bytes);

    /// Gives it its name, in place of what had that name.
    Result<void> publish(const std::filesystem::path& name);

    /// Removes the files that writers who were killed left on their way in a folder. A writer holds a lock on its own,
    /// which ends with it; what is younger than a minute stays, for its lock may be on its way, too.
    static void remove_abandoned(const std::filesystem::path& folder);

    /// True for the passing names of files that are on their way.
    static bool is_passing_name(const std::filesystem::path& name);

private:
    DurableFile(FileDescriptor file, std::filesystem::path path) : file_(std::move(file)), path_(std::move(path)) {}

    FileDescriptor file_;
    std::filesystem::path path_;
};

/// A whole file at once, its passing name beside it.
Result<void> write_durably(const std::filesystem::path& name, std::string_view text);

}  // namespace tagwarden
