// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "adapters/memory/memory_repository.h"
#include "ports/stop_signal.h"

namespace tagwarden::tests {

/// Reads a repository in memory, remembers what was asked, and can have tags that it lists and then does not know, or
/// cannot read.
class WatchedReader final : public RepositoryReader {
public:
    explicit WatchedReader(std::shared_ptr<MemoryStore> store) : memory_(std::move(store)) {}

    std::set<TagName> gone;
    std::map<TagName, ErrorKind> wrong;
    std::function<void()> before_resolve = [] {};
    std::vector<std::size_t> resolved;    ///< the size of each batch of tags
    std::vector<std::size_t> manifested;  ///< likewise, of manifests
    std::vector<std::size_t> configured;  ///< likewise, of configurations
    std::map<std::string, int> read;      ///< how often a manifest was read or a blob opened, by digest

    Result<std::vector<TagName>> tags() override { return memory_.tags(); }

    Each<std::optional<Descriptor>> resolve(std::span<const TagName> tags) override
    {
        before_resolve();
        resolved.push_back(tags.size());
        auto answers = memory_.resolve(tags);
        for (std::size_t i = 0; i < tags.size(); ++i) {
            if (gone.contains(tags[i])) answers[i] = std::nullopt;
            if (wrong.contains(tags[i])) answers[i] = fail(wrong.at(tags[i]), "this tag is wrong");
        }
        return answers;
    }

    Each<ManifestContent> manifests(std::span<const Digest> digests) override
    {
        if (!digests.empty()) manifested.push_back(digests.size());
        for (const auto& digest : digests) note_read(digest);
        return memory_.manifests(digests);
    }
    Each<std::string> small_blobs(std::span<const Descriptor> blobs) override
    {
        if (!blobs.empty()) configured.push_back(blobs.size());
        return memory_.small_blobs(blobs);
    }
    Each<bool> has_manifests(std::span<const Digest> digests) override { return memory_.has_manifests(digests); }
    Each<bool> has_blobs(std::span<const Descriptor> blobs) override { return memory_.has_blobs(blobs); }
    Each<std::vector<Referrer>> referrers(std::span<const Digest> subjects) override
    {
        return memory_.referrers(subjects);
    }
    Result<std::unique_ptr<ByteStream>> open_blob(const Descriptor& blob) override
    {
        note_read(blob.digest);
        return memory_.open_blob(blob);
    }

private:
    void note_read(const Digest& digest)
    {
        const std::lock_guard lock(mutex_);
        ++read[digest.str()];
    }

    std::mutex mutex_;
    MemoryRepository memory_;
};

/// Stops when it is told.
struct SwitchedStop final : StopSignal {
    bool stopped() const override { return on; }

    bool on = false;
};

}  // namespace tagwarden::tests
