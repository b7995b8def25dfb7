// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <memory>

#include "adapters/layout/blob_source.h"
#include "adapters/layout/layout_index.h"
#include "ports/registry.h"
#include "ports/sole_content.h"

namespace tagwarden {

/// Reads an OCI image layout wherever its files are. Every question looks anew, so that it sees what others write.
class LayoutReader final : public RepositoryReader, public SoleContent {
public:
    explicit LayoutReader(std::unique_ptr<BlobSource> source) : source_(std::move(source)) {}

    /// index.json as it is now; an empty one when there is none.
    Result<LayoutIndex> index();
    std::string name() const { return source_->name(); }

    Result<std::vector<TagName>> tags() override;
    Each<std::optional<Descriptor>> resolve(std::span<const TagName> tags) override;

    Each<ManifestContent> manifests(std::span<const Digest> digests) override;
    Each<bool> has_manifests(std::span<const Digest> digests) override;
    Each<bool> has_blobs(std::span<const Descriptor> blobs) override;
    Result<std::unique_ptr<ByteStream>> open_blob(const Descriptor& blob) override;

    Each<std::vector<Referrer>> referrers(std::span<const Digest> subjects) override;

    Result<Descriptor> sole() override;

private:
    Result<ManifestContent> manifest(const Digest& digest);
    Result<std::string> manifest_bytes(const Digest& digest);
    Result<bool> has_blob(const Descriptor& blob);

    std::unique_ptr<BlobSource> source_;
};

}  // namespace tagwarden
