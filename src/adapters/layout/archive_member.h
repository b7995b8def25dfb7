// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <filesystem>
#include <string>

#include "adapters/layout/tar_scan.h"

namespace tagwarden {

/// One file in a tar archive. To be rewound it is looked up and read from its beginning once more: that takes time,
/// but works for a compressed archive, too.
class ArchiveMember final : public ByteStream {
public:
    /// not_found when no file of this path is in it. Links are not followed.
    static Result<ArchiveMember> open(const std::filesystem::path& archive, const std::string& path);

    Result<std::size_t> read(std::span<char> into) override { return scan_.read(into); }
    Result<void> rewind(std::int64_t offset) override;

private:
    ArchiveMember(TarScan scan, std::filesystem::path archive, std::string path)
        : scan_(std::move(scan)), archive_(std::move(archive)), path_(std::move(path))
    {
    }

    TarScan scan_;
    std::filesystem::path archive_;
    std::string path_;
};

}  // namespace tagwarden
