// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <filesystem>

#include "base/file_descriptor.h"
#include "base/result.h"

namespace tagwarden {

/// Keeps other writers of a folder out, in this process and in others, for as long as it lives.
/// It locks the folder itself, so that no lock file stays behind.
class FolderLock {
public:
    /// Waits until the folder is free.
    static Result<FolderLock> acquire(const std::filesystem::path& folder);

private:
    explicit FolderLock(FileDescriptor folder) : folder_(std::move(folder)) {}

    FileDescriptor folder_;
};

}  // namespace tagwarden
