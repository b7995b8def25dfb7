// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <filesystem>
#include <functional>
#include <map>

#include "adapters/layout/blob_source.h"

namespace tagwarden {

/// The files in a tar archive, read by going through it: nothing is unpacked. Links inside it are followed.
class ArchiveSource final : public BlobSource {
public:
    /// Goes through the archive once, to know what is in it.
    static Result<std::unique_ptr<ArchiveSource>> open(const std::filesystem::path& file);

    std::string name() const override;
    Result<std::optional<std::int64_t>> size_of(const std::string& path) override;
    Result<std::unique_ptr<ByteStream>> open(const std::string& path) override;

    /// The path of the file itself, behind any links; nothing when there is none.
    std::optional<std::string> file_behind(std::string path) const;

    /// Shows every file with its bytes, in one go, until the visitor fails.
    using Visitor = std::function<Result<void>(const std::string& path, ByteStream& bytes)>;
    Result<void> visit(const Visitor& visitor) const;

private:
    explicit ArchiveSource(std::filesystem::path file) : file_(std::move(file)) {}
    Result<void> list();

    std::filesystem::path file_;
    std::map<std::string, std::int64_t> sizes_;
    std::map<std::string, std::string> links_;
};

}  // namespace tagwarden
