// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/layout/layout_reader.h"

#include <fmt/format.h>

#include "adapters/layout/layout_referrers.h"
#include "base/text.h"
#include "ports/byte_streams.h"
#include "ports/verified_stream.h"

namespace tagwarden {

Result<LayoutIndex> LayoutReader::index()
{
    const auto text = read_text(*source_, "index.json");
    if (!text) return fail(text.error());
    if (!*text) return LayoutIndex{};
    return LayoutIndex::parse(**text, name());
}

Result<std::vector<TagName>> LayoutReader::tags()
{
    const auto read = index();
    if (!read) return fail(read.error());
    std::vector<TagName> names;
    for (const auto& [name, descriptor] : read->tags()) names.push_back(name);
    return names;
}

Each<std::optional<Descriptor>> LayoutReader::resolve(std::span<const TagName> tags)
{
    const auto read = index();
    if (!read) return Each<std::optional<Descriptor>>(tags.size(), fail(read.error()));
    Each<std::optional<Descriptor>> answers;
    for (const auto& tag : tags) {
        const auto found = read->tags().find(tag);
        answers.emplace_back(found == read->tags().end() ? std::nullopt : std::optional(found->second));
    }
    return answers;
}

Each<ManifestContent> LayoutReader::manifests(std::span<const Digest> digests)
{
    Each<ManifestContent> answers;
    for (const auto& digest : digests) answers.push_back(manifest(digest));
    return answers;
}

Result<ManifestContent> LayoutReader::manifest(const Digest& digest)
{
    auto bytes = manifest_bytes(digest);
    if (!bytes) return fail(bytes.error());
    const auto type = manifest_media_type(*bytes);
    if (!type) return during(fmt::format("reading {} in {}", digest.str(), name()), type.error());
    const auto size = static_cast<std::int64_t>(bytes->size());
    return ManifestContent{{*type, digest, size}, std::move(*bytes)};
}

Result<std::string> LayoutReader::manifest_bytes(const Digest& digest)
{
    const auto size = source_->size_of(blob_path(digest));
    if (!size) return fail(size.error());
    if (!*size) return fail(ErrorKind::not_found, fmt::format("there is no manifest {} in {}", digest.str(), name()));
    if (**size > max_manifest_size)
        return fail(ErrorKind::malformed, fmt::format("{} in {} has {} bytes; a manifest has at most {}", digest.str(),
                                                      name(), **size, max_manifest_size));
    const auto bytes = open_blob({"", digest, **size});
    if (!bytes) return fail(bytes.error());
    auto all = read_all(**bytes);
    if (!all) return during(fmt::format("reading {} in {}", digest.str(), name()), all.error());
    return all;
}

Each<bool> LayoutReader::has_manifests(std::span<const Digest> digests)
{
    Each<bool> answers;
    for (const auto& digest : digests) {
        const auto size = source_->size_of(blob_path(digest));
        answers.push_back(size ? Result<bool>(size->has_value()) : fail(size.error()));
    }
    return answers;
}

Each<bool> LayoutReader::has_blobs(std::span<const Descriptor> blobs)
{
    Each<bool> answers;
    for (const auto& blob : blobs) answers.push_back(has_blob(blob));
    return answers;
}

// A file that was cut short is not the blob: it must be written again, not taken for granted.
Result<bool> LayoutReader::has_blob(const Descriptor& blob)
{
    const auto size = source_->size_of(blob_path(blob.digest));
    if (!size) return fail(size.error());
    return *size == blob.size;
}

Result<std::unique_ptr<ByteStream>> LayoutReader::open_blob(const Descriptor& blob)
{
    const auto size = source_->size_of(blob_path(blob.digest));
    if (!size) return fail(size.error());
    if (!*size) return fail(ErrorKind::not_found, fmt::format("there is no blob {} in {}", blob.digest.str(), name()));
    auto bytes = source_->open(blob_path(blob.digest));
    if (!bytes) return fail(bytes.error());
    return std::make_unique<VerifiedStream>(std::move(*bytes), blob,
                                            fmt::format("{} in {}", blob.digest.str(), name()));
}

Each<std::vector<Referrer>> LayoutReader::referrers(std::span<const Digest> subjects)
{
    const auto read = index();
    if (!read) return Each<std::vector<Referrer>>(subjects.size(), fail(read.error()));
    Each<std::vector<Referrer>> answers;
    for (const auto& subject : subjects) {
        const auto list = referrer_list(*this, *read, subject);
        answers.push_back(list ? list->referrers : Result<std::vector<Referrer>>(fail(list.error())));
    }
    return answers;
}

Result<Descriptor> LayoutReader::sole()
{
    const auto read = index();
    if (!read) return fail(read.error());
    const auto found = read->images();
    if (found.size() == 1) return found.front();
    if (found.empty()) return fail(ErrorKind::usage, fmt::format("{} holds no image", name()));

    std::vector<std::string> tags;
    for (const auto& [tag, descriptor] : read->tags()) tags.push_back(tag.str());
    return fail(ErrorKind::usage,
                fmt::format("{} holds several images, and no tag says which is meant; its tags are: {}", name(),
                            tags.empty() ? "none" : join(tags, ", ")),
                "put :TAG behind it");
}

}  // namespace tagwarden
