// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <map>
#include <memory>

#include "adapters/layout/archive_source.h"

namespace tagwarden {

/// An archive of `docker save` shown as an OCI layout: config and layers are the archive's own bytes, the manifest
/// and index.json are made here. The same archive always gives the same digests.
class DockerSource final : public BlobSource {
public:
    /// Reads all layers once, for their digests. A usage error unless exactly one image is in the archive.
    static Result<std::unique_ptr<DockerSource>> open(std::unique_ptr<ArchiveSource> archive);

    std::string name() const override { return archive_->name(); }
    Result<std::optional<std::int64_t>> size_of(const std::string& path) override;
    Result<std::unique_ptr<ByteStream>> open(const std::string& path) override;

private:
    explicit DockerSource(std::unique_ptr<ArchiveSource> archive) : archive_(std::move(archive)) {}

    std::unique_ptr<ArchiveSource> archive_;
    std::map<std::string, std::string> made_;    ///< texts of files that are not in the archive
    std::map<std::string, std::string> stored_;  ///< where in the archive a blob is
};

}  // namespace tagwarden
