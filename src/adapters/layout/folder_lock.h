// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <chrono>
#include <filesystem>

#include "base/file_descriptor.h"
#include "base/result.h"

namespace tagwarden {

/// Keeps other writers of a folder out, in this process and in others, for as long as it lives.
/// It locks the folder itself, so that no lock file stays behind.
class FolderLock {
public:
    /// Waits until the folder is free; busy when it is not in time. Writers hold it for as long as an index takes, so
    /// whoever has it longer hangs.
    static Result<FolderLock> acquire(const std::filesystem::path& folder,
                                      std::chrono::milliseconds patience = std::chrono::minutes(1));

private:
    explicit FolderLock(FileDescriptor folder) : folder_(std::move(folder)) {}

    FileDescriptor folder_;
};

}  // namespace tagwarden
