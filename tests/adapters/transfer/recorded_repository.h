// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <algorithm>
#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "adapters/memory/memory_repository.h"
#include "ports/stop_signal.h"

namespace tagwarden::tests {

/// A repository in memory that remembers what was asked of it and can be told to act otherwise.
class RecordedRepository final : public Repository {
public:
    std::shared_ptr<MemoryStore> store = std::make_shared<MemoryStore>();

    /// Acts in the place of put_blob; `store_it` is what it would have done.
    using Put = std::function<Result<void>(const Descriptor& blob, ByteStream& bytes)>;
    std::function<Result<void>(const Descriptor& blob, ByteStream& bytes, const Put& store_it)> on_put_blob;
    std::function<void(const Descriptor& blob)> on_open;
    /// Asked before a manifest is stored, a tag moved or a question answered; an error is the answer in its place.
    std::function<Result<void>(const ManifestContent&)> before_manifest;
    /// True for a manifest that it says it took, and does not keep.
    std::function<bool(const ManifestContent&)> loses_manifest = [](const ManifestContent&) { return false; };
    std::function<Result<void>(const TagMove&)> before_tag;
    std::function<Result<void>()> before_answer;
    /// Says which blobs can be taken over from where.
    std::function<bool(const Descriptor&, const Location&)> mounts;
    /// What it says is attached to a manifest, whatever it holds.
    std::function<std::vector<Referrer>(const Digest&)> claims;
    bool hides_referrers = false;
    /// Of a batch of manifests or tags none is tried after one that failed, as with a registry.
    bool stops_at_first_failure = false;
    Lane own_lane{};

    /// What happened.
    std::map<std::string, int> opened;          ///< by digest
    std::map<std::string, int> blobs_put;       ///< by digest
    std::map<std::string, int> manifests_read;  ///< by digest
    std::vector<std::string> stored;            ///< digests of manifests and names of tags, in order
    std::vector<std::string> batches;           ///< "has_blobs 3"

    int batches_of(const std::string& verb) const
    {
        return static_cast<int>(std::ranges::count_if(batches, [&](const auto& it) { return it.starts_with(verb); }));
    }
    bool holds(const Digest& digest) { return store->blobs.contains(digest) || store->manifests.contains(digest); }
    std::string names(const TagName& tag) const
    {
        const auto found = store->tags.find(tag);
        return found == store->tags.end() ? "nothing" : found->second.digest.str();
    }

    Result<std::vector<TagName>> tags() override { return memory_.tags(); }
    Each<std::optional<Descriptor>> resolve(std::span<const TagName> tags) override
    {
        return answer<std::optional<Descriptor>>("resolve", tags.size(), [&] { return memory_.resolve(tags); });
    }
    Each<ManifestContent> manifests(std::span<const Digest> digests) override
    {
        return answer<ManifestContent>("manifests", digests.size(), [&] {
            for (const auto& digest : digests) ++manifests_read[digest.str()];
            return memory_.manifests(digests);
        });
    }
    Each<bool> has_manifests(std::span<const Digest> digests) override
    {
        return answer<bool>("has_manifests", digests.size(), [&] { return memory_.has_manifests(digests); });
    }
    Each<bool> has_blobs(std::span<const Descriptor> blobs) override
    {
        return answer<bool>("has_blobs", blobs.size(), [&] { return memory_.has_blobs(blobs); });
    }
    Each<std::vector<Referrer>> referrers(std::span<const Digest> subjects) override
    {
        return answer<std::vector<Referrer>>("referrers", subjects.size(), [&] {
            if (!claims && !hides_referrers) return memory_.referrers(subjects);
            Each<std::vector<Referrer>> answers;
            for (const auto& subject : subjects)
                answers.emplace_back(claims ? claims(subject) : std::vector<Referrer>{});
            return answers;
        });
    }
    Lane lane() const override { return own_lane; }

    Result<std::unique_ptr<ByteStream>> open_blob(const Descriptor& blob) override
    {
        if (on_open) on_open(blob);
        const std::lock_guard lock(mutex_);
        ++opened[blob.digest.str()];
        return memory_.open_blob(blob);
    }
    Result<void> put_blob(const Descriptor& blob, ByteStream& bytes) override
    {
        {
            const std::lock_guard lock(mutex_);
            ++blobs_put[blob.digest.str()];
        }
        const auto store_it = [&](const Descriptor& one, ByteStream& its_bytes) {
            return memory_.put_blob(one, its_bytes);
        };
        return on_put_blob ? on_put_blob(blob, bytes, store_it) : store_it(blob, bytes);
    }
    Each<bool> mount_blobs(std::span<const Descriptor> blobs, const Location& from) override
    {
        const std::lock_guard lock(mutex_);
        batches.push_back("mount_blobs " + from.str());
        Each<bool> answers;
        for (const auto& blob : blobs) answers.emplace_back(mounts && mounts(blob, from));
        return answers;
    }
    Each<void> put_manifests(std::span<const ManifestContent> manifests) override
    {
        Each<void> answers;
        for (const auto& manifest : manifests) {
            if (stops_at_first_failure && !answers.empty() && !answers.back()) {
                answers.push_back(fail(answers.back().error().kind, "not tried"));
                continue;
            }
            auto stored_it = before_manifest ? before_manifest(manifest) : Result<void>{};
            if (stored_it && loses_manifest(manifest)) {
                answers.push_back(std::move(stored_it));
                continue;
            }
            if (stored_it) stored_it = memory_.put_manifests({&manifest, 1}).front();
            if (stored_it) note(manifest.descriptor.digest.str());
            answers.push_back(std::move(stored_it));
        }
        return answers;
    }
    Each<void> move(std::span<const TagMove> moves) override
    {
        Each<void> answers;
        for (const auto& one : moves) {
            if (stops_at_first_failure && !answers.empty() && !answers.back()) {
                answers.push_back(fail(answers.back().error().kind, "not tried"));
                continue;
            }
            auto moved = before_tag ? before_tag(one) : Result<void>{};
            if (moved) moved = memory_.move({&one, 1}).front();
            if (moved) note(one.tag.str());
            answers.push_back(std::move(moved));
        }
        return answers;
    }

private:
    template <class T, class Ask>
    Each<T> answer(const std::string& verb, std::size_t size, Ask ask)
    {
        const std::lock_guard lock(mutex_);
        batches.push_back(verb + " " + std::to_string(size));
        if (const auto may = before_answer ? before_answer() : Result<void>{}; !may)
            return Each<T>(size, fail(may.error()));
        return ask();
    }
    void note(const std::string& text)
    {
        const std::lock_guard lock(mutex_);
        stored.push_back(text);
    }

    mutable std::mutex mutex_;
    MemoryRepository memory_{store};
};

/// A signal that a test sets.
struct SetStop final : StopSignal {
    bool stopped() const override { return now; }

    std::atomic<bool> now = false;
};

/// Bytes that no compression makes small, different for each seed.
inline std::string noise(std::size_t size, unsigned seed)
{
    std::string bytes(size, '\0');
    auto state = std::uint64_t{seed} * 2654435761U + 1;
    for (auto& byte : bytes) {
        state = state * 6364136223846793005ULL + 1442695040888963407ULL;
        byte = static_cast<char>(state >> 56U);
    }
    return bytes;
}

}  // namespace tagwarden::tests
