// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "ports/registry.h"

namespace tagwarden {

/// What repositories in memory hold; several handles may share one.
struct MemoryStore {
    std::mutex mutex;  ///< held by a handle while it looks at or changes the rest
    std::map<Digest, std::string, DigestBefore> blobs;
    std::map<Digest, ManifestContent, DigestBefore> manifests;
    std::map<TagName, Descriptor> tags;
};

/// A repository that lives as long as its store. It keeps every promise of the ports: wrong bytes, manifests
/// whose parts are missing and tags without content are refused.
class MemoryRepository final : public Repository {
public:
    MemoryRepository() : MemoryRepository(std::make_shared<MemoryStore>()) {}
    explicit MemoryRepository(std::shared_ptr<MemoryStore> store) : store_(std::move(store)) {}

    Result<std::vector<TagName>> tags() override;
    Each<std::optional<Descriptor>> resolve(std::span<const TagName> tags) override;

    Each<ManifestContent> manifests(std::span<const Digest> digests) override;
    Each<bool> has_manifests(std::span<const Digest> digests) override;
    Each<bool> has_blobs(std::span<const Descriptor> blobs) override;
    Result<std::unique_ptr<ByteStream>> open_blob(const Descriptor& blob) override;

    Each<std::vector<Referrer>> referrers(std::span<const Digest> subjects) override;

    Result<void> put_blob(const Descriptor& blob, ByteStream& bytes) override;
    Each<void> put_manifests(std::span<const ManifestContent> manifests) override;

    Each<void> move(std::span<const TagMove> moves) override;

private:
    std::unique_lock<std::mutex> lock() const { return std::unique_lock(store_->mutex); }
    Result<void> put(const ManifestContent& manifest);
    Result<void> check_parts(const ManifestContent& manifest) const;
    Result<void> move(const TagMove& tag_move);

    std::shared_ptr<MemoryStore> store_;
};

}  // namespace tagwarden
