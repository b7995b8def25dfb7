// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/digest.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"

namespace tagwarden {

namespace {

bool is_hex(std::string_view text)
{
    return std::ranges::all_of(text, [](char c) { return is_digit(c) || (c >= 'a' && c <= 'f'); });
}

}  // namespace

Result<Digest> Digest::parse(std::string_view text)
{
    const auto colon = text.find(':');
    const auto algorithm = text.substr(0, colon);
    const auto hex = colon == std::string_view::npos ? std::string_view{} : text.substr(colon + 1);
    const std::size_t wanted = algorithm == "sha256" ? 64 : algorithm == "sha512" ? 128 : 0;
    if (wanted == 0 || hex.size() != wanted || !is_hex(hex))
        return fail(ErrorKind::malformed, fmt::format("'{}' is not a digest: want sha256: and 64, or sha512: and 128 "
                                                      "lower-case hexadecimal digits",
                                                      excerpt(text)));
    return Digest(std::string(text));
}

Digest Digest::of(std::string_view bytes, HashAlgorithm algorithm)
{
    Hasher hasher(algorithm);
    hasher.update(bytes);
    return Digest((algorithm == HashAlgorithm::sha256 ? "sha256:" : "sha512:") + hasher.hex());
}

HashAlgorithm Digest::algorithm() const
{
    return str().starts_with("sha256:") ? HashAlgorithm::sha256 : HashAlgorithm::sha512;
}

std::string_view Digest::hex() const
{
    return std::string_view(str()).substr(str().find(':') + 1);
}

std::string Digest::brief() const
{
    return str().substr(0, str().find(':') + 9);
}

}  // namespace tagwarden
