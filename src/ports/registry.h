// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "core/descriptor.h"
#include "core/location.h"
#include "core/manifest.h"
#include "core/tag_move.h"

namespace tagwarden {

/// The roles of one repository: a repository in a registry, an OCI layout folder, an archive, or memory.
/// Every verb takes a batch and answers each question, in order, so that concurrency lives behind it.

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

    /// Fills some of `into` and says how much; 0 at the end. After an error the stream is spent.
    virtual Result<std::size_t> read(std::span<char> into) = 0;
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
};

struct ContentWriter {
    virtual ~ContentWriter() = default;

    /// Stores a blob. It becomes visible only when all its bytes came and have this digest and size;
    /// else malformed, and nothing is left.
    virtual Result<void> put_blob(const Descriptor& blob, ByteStream& bytes) = 0;

    /// Stores manifests by digest, in this order. What they refer to must be there already.
    virtual Each<void> put_manifests(std::span<const ManifestContent> manifests) = 0;
};

struct TagWriter {
    virtual ~TagWriter() = default;

    /// Sets tags, in this order, each only if it still names `from`; else `refused`. The content must be there.
    /// A layout checks and sets all of a batch as one. A registry offers no conditional push: there a racing
    /// writer can win between the look and the put, and only a later look shows it.
    virtual Each<void> move(std::span<const TagMove> moves) = 0;
};

/// What is given to whoever must not write: verify, status, history, plan.
struct RepositoryReader : TagReader, ContentReader {};

/// All four roles.
struct Repository : RepositoryReader, ContentWriter, TagWriter {};

}  // namespace tagwarden
