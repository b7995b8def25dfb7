// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <filesystem>

#include "base/file_descriptor.h"
#include "base/result.h"

namespace tagwarden {

/// Where the copy of a ledger lies: a folder that outlives this process, or a temporary one that ends with this.
class CopyFolder {
public:
    /// The wanted folder, made when it is not there; a temporary one when it is empty or cannot be written to. A
    /// ledger can also be read where nothing may be written.
    static Result<CopyFolder> open(const std::filesystem::path& wanted);

    ~CopyFolder();
    CopyFolder(CopyFolder&& other) noexcept;
    CopyFolder& operator=(CopyFolder&&) = delete;

    /// Of the repository in it.
    std::filesystem::path repository() const { return path_ / "copy.git"; }

    /// Has it for itself, of all processes, as long as what it gives is open. busy after a minute.
    Result<FileDescriptor> lock() const;

private:
    CopyFolder(std::filesystem::path path, bool temporary) : path_(std::move(path)), temporary_(temporary) {}

    std::filesystem::path path_;
    bool temporary_;
};

}  // namespace tagwarden
