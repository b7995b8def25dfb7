// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <string_view>

#include "base/hash.h"
#include "base/result.h"
#include "base/shared.h"

namespace tagwarden {

/// Content address of a manifest or blob: "sha256:" and 64, or "sha512:" and 128 hex digits
/// (image-spec 1.1, "Digests"). A Digest that exists is well formed; parse() and of() are the only ways in.
/// It has no operator<=> on purpose: one digest is never newer than another.
class Digest {
public:
    static Result<Digest> parse(std::string_view text);

    static Digest of(std::string_view bytes, HashAlgorithm algorithm = HashAlgorithm::sha256);

    const std::string& str() const { return *text_; }
    HashAlgorithm algorithm() const;
    std::string_view hex() const;

    /// "sha256:9f86d081", for people.
    std::string brief() const;

    bool operator==(const Digest&) const = default;

private:
    explicit Digest(std::string text) : text_(std::move(text)) {}

    Shared<std::string> text_;
};

/// An arbitrary total order, for sets and maps only.
struct DigestBefore {
    bool operator()(const Digest& a, const Digest& b) const { return a.str() < b.str(); }
};

}  // namespace tagwarden
