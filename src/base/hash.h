// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace tagwarden {

enum class HashAlgorithm { sha256, sha512 };

/// Hashes bytes as they pass. One use: after hex() it is spent.
class Hasher {
public:
    explicit Hasher(HashAlgorithm algorithm);
    ~Hasher();
    Hasher(Hasher&&) noexcept;
    Hasher& operator=(Hasher&&) noexcept;

    /// Another one that goes on from here on its own.
    Hasher copy() const;

    void update(std::string_view bytes);

    /// The hash of all bytes so far, in lower-case hexadecimal digits.
    std::string hex();

private:
    struct Context;
    explicit Hasher(std::unique_ptr<Context> context);

    std::unique_ptr<Context> context_;
};

std::string sha256_hex(std::string_view bytes);

}  // namespace tagwarden
