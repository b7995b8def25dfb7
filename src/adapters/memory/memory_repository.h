// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <map>
#include <memory>
#include <string>

#include "ports/registry.h"

namespace tagwarden {

/// What repositories in memory hold; several handles may share one.
struct MemoryStore {
    std::map<Digest, std::string, DigestBefore> blobs;
    std::map<Digest, ManifestContent, DigestBefore> manifests;
    std::map<TagName, Descriptor> tags;
};

/// A repository that lives as long as its store. It keeps every promise of the ports: wrong bytes, manifests
/// whose parts are missing and tags without content are refused. Not for use by several threads at once.
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

    Result<void> put_blob(const Descriptor& blob, ByteStream& bytes) override;
    Each<void> put_manifests(std::span<const ManifestContent> manifests) override;

    Each<void> move(std::span<const TagMove> moves) override;

private:
    Result<void> put(const ManifestContent& manifest);
    Result<void> check_parts(const ManifestContent& manifest) const;
    Result<void> move(const TagMove& tag_move);

    std::shared_ptr<MemoryStore> store_;
};

}  // namespace tagwarden
