// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/memory/memory_repository.h"

#include <fmt/format.h>

#include "core/manifest_parts.h"
#include "ports/byte_streams.h"
#include "ports/verified_stream.h"

namespace tagwarden {

namespace {

/// The bytes of a blob, once all came and are the right ones.
Result<std::string> all_of(const Descriptor& blob, ByteStream& bytes)
{
    VerifiedStream checked(std::make_unique<BorrowedStream>(bytes), blob, "content " + blob.digest.str());
    return read_all(checked);
}

std::string name_of(const std::optional<Digest>& digest)
{
    return digest ? digest->str() : "nothing";
}

}  // namespace

Result<std::vector<TagName>> MemoryRepository::tags()
{
    const auto locked = lock();
    std::vector<TagName> names;
    for (const auto& [name, descriptor] : store_->tags) names.push_back(name);
    return names;
}

Each<std::optional<Descriptor>> MemoryRepository::resolve(std::span<const TagName> tags)
{
    const auto locked = lock();
    Each<std::optional<Descriptor>> answers;
    for (const auto& tag : tags) {
        const auto found = store_->tags.find(tag);
        answers.emplace_back(found == store_->tags.end() ? std::nullopt : std::optional(found->second));
    }
    return answers;
}

Each<ManifestContent> MemoryRepository::manifests(std::span<const Digest> digests)
{
    const auto locked = lock();
    Each<ManifestContent> answers;
    for (const auto& digest : digests) {
        const auto found = store_->manifests.find(digest);
        if (found == store_->manifests.end())
            answers.emplace_back(
                fail(ErrorKind::not_found, fmt::format("there is no manifest {} in memory", digest.str())));
        else
            answers.emplace_back(found->second);
    }
    return answers;
}

Each<bool> MemoryRepository::has_manifests(std::span<const Digest> digests)
{
    const auto locked = lock();
    Each<bool> answers;
    for (const auto& digest : digests) answers.emplace_back(store_->manifests.contains(digest));
    return answers;
}

Each<bool> MemoryRepository::has_blobs(std::span<const Descriptor> blobs)
{
    const auto locked = lock();
    Each<bool> answers;
    for (const auto& blob : blobs) answers.emplace_back(store_->blobs.contains(blob.digest));
    return answers;
}

Result<std::unique_ptr<ByteStream>> MemoryRepository::open_blob(const Descriptor& blob)
{
    const auto locked = lock();
    const auto found = store_->blobs.find(blob.digest);
    if (found == store_->blobs.end())
        return fail(ErrorKind::not_found, fmt::format("there is no blob {} in memory", blob.digest.str()));
    return std::make_unique<VerifiedStream>(std::make_unique<TextStream>(found->second), blob,
                                            "blob " + blob.digest.str() + " in memory");
}

Each<std::vector<Referrer>> MemoryRepository::referrers(std::span<const Digest> subjects)
{
    const auto locked = lock();
    std::map<Digest, std::vector<Referrer>, DigestBefore> attached;
    for (const auto& [digest, manifest] : store_->manifests)
        if (auto attachment = attachment_of(manifest); attachment && *attachment)
            attached[(*attachment)->subject].push_back(std::move((*attachment)->referrer));
    Each<std::vector<Referrer>> answers;
    for (const auto& subject : subjects) answers.emplace_back(attached[subject]);
    return answers;
}

Result<void> MemoryRepository::put_blob(const Descriptor& blob, ByteStream& bytes)
{
    auto all = all_of(blob, bytes);
    if (!all) return fail(all.error());
    const auto locked = lock();
    store_->blobs.insert_or_assign(blob.digest, std::move(*all));
    return {};
}

Each<void> MemoryRepository::put_manifests(std::span<const ManifestContent> manifests)
{
    const auto locked = lock();
    Each<void> answers;
    for (const auto& manifest : manifests) answers.push_back(put(manifest));
    return answers;
}

Result<void> MemoryRepository::put(const ManifestContent& manifest)
{
    TextStream bytes(manifest.bytes);
    if (const auto whole = all_of(manifest.descriptor, bytes); !whole) return fail(whole.error());
    if (const auto complete = check_parts(manifest); !complete) return complete;
    store_->manifests.insert_or_assign(manifest.descriptor.digest, manifest);
    return {};
}

Result<void> MemoryRepository::check_parts(const ManifestContent& manifest) const
{
    const auto read = parse_manifest(manifest.bytes, manifest.descriptor.media_type);
    if (!read) return during("storing " + manifest.descriptor.digest.str(), read.error());
    const auto missing = [&](const Descriptor& part) {
        return fail(ErrorKind::refused, fmt::format("{} refers to {}, which is not in memory",
                                                    manifest.descriptor.digest.str(), part.digest.str()));
    };
    const auto parts = parts_of(*read);
    for (const auto& blob : parts.blobs)
        if (!store_->blobs.contains(blob.digest)) return missing(blob);
    for (const auto& child : parts.manifests)
        if (!store_->manifests.contains(child.digest)) return missing(child);
    return {};
}

Each<void> MemoryRepository::move(std::span<const TagMove> moves)
{
    const auto locked = lock();
    Each<void> answers;
    for (const auto& tag_move : moves) answers.push_back(move(tag_move));
    return answers;
}

Result<void> MemoryRepository::move(const TagMove& tag_move)
{
    const auto found = store_->tags.find(tag_move.tag);
    const auto now = found == store_->tags.end() ? std::nullopt : std::optional(found->second.digest);
    if (now == tag_move.to.digest) return {};
    if (now != tag_move.from)
        return fail(ErrorKind::refused,
                    fmt::format("tag '{}' names {}, not {} as it did when this was planned", tag_move.tag.str(),
                                name_of(now), name_of(tag_move.from)),
                    "look at what changed it, then plan again");
    if (!store_->manifests.contains(tag_move.to.digest))
        return fail(ErrorKind::not_found, fmt::format("tag '{}' cannot name {}, which is not in memory",
                                                      tag_move.tag.str(), tag_move.to.digest.str()));
    store_->tags.insert_or_assign(tag_move.tag, tag_move.to);
    return {};
}

}  // namespace tagwarden
