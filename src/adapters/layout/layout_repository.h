// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <atomic>
#include <filesystem>
#include <memory>

#include "adapters/layout/layout_reader.h"
#include "ports/registry.h"
#include "ports/sole_content.h"

namespace tagwarden {

/// An OCI image layout folder (image-spec 1.1, "Image Layout"). The first write makes the folder.
class LayoutRepository final : public Repository, public SoleContent {
public:
    explicit LayoutRepository(std::filesystem::path folder);

    Result<std::vector<TagName>> tags() override;
    Each<std::optional<Descriptor>> resolve(std::span<const TagName> tags) override;

    Each<ManifestContent> manifests(std::span<const Digest> digests) override;
    Each<bool> has_manifests(std::span<const Digest> digests) override;
    Each<bool> has_blobs(std::span<const Descriptor> blobs) override;
    Result<std::unique_ptr<ByteStream>> open_blob(const Descriptor& blob) override;

    Each<std::vector<Referrer>> referrers(std::span<const Digest> subjects) override;
    Lane lane() const override;

    Result<void> put_blob(const Descriptor& blob, ByteStream& bytes) override;
    Each<void> put_manifests(std::span<const ManifestContent> manifests) override;

    /// Checks the whole batch first and sets all of it or nothing: readers see all moves at once.
    Each<void> move(std::span<const TagMove> moves) override;

    Result<Descriptor> sole() override { return reader_.sole(); }

private:
    Result<void> prepare();
    Result<void> store(const Descriptor& blob, ByteStream& bytes);
    Result<void> store(const ManifestContent& manifest);
    Result<void> put(const ManifestContent& manifest);
    Result<void> attach(const Attachment& attachment);
    Result<void> check_parts(const ManifestContent& manifest);
    Result<Each<void>> move_all(std::span<const TagMove> moves);
    Result<void> move_one(LayoutIndex& index, const TagMove& move);
    Result<bool> holds(const Digest& digest);

    std::filesystem::path folder_;
    LayoutReader reader_;
    std::atomic_flag tidied_;  ///< what killed writers left was looked for
};

/// Opens a folder, which need not exist. A usage error when it holds something else than a layout.
Result<std::unique_ptr<Repository>> open_layout(const std::filesystem::path& folder);

}  // namespace tagwarden
