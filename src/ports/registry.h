// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "core/descriptor.h"
#include "core/location.h"
#include "core/manifest.h"
#include "core/referrers.h"
#include "core/tag_move.h"

namespace tagwarden {

/// The roles of one repository: a repository in a registry, an OCI layout folder, an archive, or memory.
/// Every verb takes a batch and answers each question, in order, so that concurrency lives behind it.
/// Several threads may ask at once.

struct TagReader {
    virtual ~TagReader() = default;

    /// Every tag, in ASCII order. An empty list where the repository does not exist yet.
    virtual Result<std::vector<TagName>> tags() = 0;

    /// What each tag names; nothing for a tag that does not exist.
    virtual Each<std::optional<Descriptor>> resolve(std::span<const TagName> tags) = 0;
};

/// Bytes that come when they are asked for.
struct ByteStream {
    virtual ~ByteStream() = default;

    /// Fills some of `into` and says how much; 0 at the end. After an error the stream is spent, unless it is rewound.
    virtual Result<std::size_t> read(std::span<char> into) = 0;

    /// Goes to an offset (in bytes) at or before what has been read, to give the bytes from there on once more: for a
    /// writer whose other side lost some. `refused` where bytes come only once.
    virtual Result<void> rewind(std::int64_t offset);
};

inline Result<void> ByteStream::rewind(std::int64_t)
{
    return fail(ErrorKind::refused, "these bytes can be read only once");
}

/// Whatever is larger is no configuration of an image.
inline constexpr std::int64_t max_small_blob = std::int64_t{8} * 1024 * 1024;

/// Repositories of one lane share what serves them, and with it how many blobs may be under way at once.
struct Lane {
    std::string name;  ///< of the host, or of the folder
    int width = 3;     ///< blobs at once, in and out together; may change from one question to the next

    bool operator==(const Lane&) const = default;
};

struct ContentReader {
    virtual ~ContentReader() = default;

    /// Manifests by digest, their bytes checked against it. not_found where one is absent.
    virtual Each<ManifestContent> manifests(std::span<const Digest> digests) = 0;

    /// Which of these manifests or blobs are there.
    virtual Each<bool> has_manifests(std::span<const Digest> digests) = 0;
    virtual Each<bool> has_blobs(std::span<const Descriptor> blobs) = 0;

    /// The bytes of a blob. Digest and size are checked as they pass: the read that would end a wrong
    /// blob fails with `malformed` instead.
    virtual Result<std::unique_ptr<ByteStream>> open_blob(const Descriptor& blob) = 0;

    /// The bytes of blobs that have to be small, such as configurations of images: checked as open_blob() does.
    /// malformed for one of more than max_small_blob.
    virtual Each<std::string> small_blobs(std::span<const Descriptor> blobs);

    /// Where blobs of this repository pass, in and out.
    virtual Lane lane() const { return {}; }
};

inline Each<std::string> ContentReader::small_blobs(std::span<const Descriptor> blobs)
{
    const auto read = [this](const Descriptor& blob) -> Result<std::string> {
        if (blob.size > max_small_blob)
            return fail(ErrorKind::malformed, "blob " + blob.digest.str() + " has " + std::to_string(blob.size) +
                                                  " bytes, more than any configuration of an image has");
        const auto bytes = open_blob(blob);
        if (!bytes) return fail(bytes.error());
        std::string all;
        std::array<char, 16384> buffer{};
        while (true) {
            const auto size = (*bytes)->read(buffer);
            if (!size) return fail(size.error());
            if (*size == 0) return all;
            all.append(buffer.data(), *size);
        }
    };
    Each<std::string> contents;
    for (const auto& blob : blobs) contents.push_back(read(blob));
    return contents;
}

struct ReferrerReader {
    virtual ~ReferrerReader() = default;

    /// What is attached to each of these manifests; empty where nothing is, and for one that is not there.
    virtual Each<std::vector<Referrer>> referrers(std::span<const Digest> subjects) = 0;
};

struct ContentWriter {
    virtual ~ContentWriter() = default;

    /// Stores a blob. It becomes visible only when all its bytes came and have this digest and size;
    /// else malformed, and nothing is left.
    virtual Result<void> put_blob(const Descriptor& blob, ByteStream& bytes) = 0;

    /// Takes blobs over from another repository without a byte being sent, where that is possible. False for a blob
    /// that has to be sent. `from` is any location.
    virtual Each<bool> mount_blobs(std::span<const Descriptor> blobs, const Location& from);

    /// Stores manifests by digest, in this order. What they refer to must be there already, but for a subject. One with
    /// a subject is among what referrers() finds afterwards.
    virtual Each<void> put_manifests(std::span<const ManifestContent> manifests) = 0;
};

inline Each<bool> ContentWriter::mount_blobs(std::span<const Descriptor> blobs, const Location&)
{
    return Each<bool>(blobs.size(), false);
}

struct TagWriter {
    virtual ~TagWriter() = default;

    /// Sets tags, in this order, each only if it still names `from`; else `refused`. The content must be there.
    /// A layout checks and sets all of a batch as one. A registry offers no conditional push: there a racing
    /// writer can win between the look and the put, and only a later look shows it.
    virtual Each<void> move(std::span<const TagMove> moves) = 0;
};

/// What is given to whoever must not write: verify, status, history, plan.
struct RepositoryReader : TagReader, ContentReader, ReferrerReader {};

/// All roles.
struct Repository : RepositoryReader, ContentWriter, TagWriter {};

}  // namespace tagwarden
