// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

namespace tagwarden {

/// A password, a token, or a header that holds one. It has no str() and no way to a stream or to fmt: who needs the
/// text says reveal(), and every such place can be found.
class Secret {
public:
    explicit Secret(std::string text) : text_(std::move(text)) {}

    const std::string& reveal() const { return text_; }
    bool empty() const { return text_.empty(); }

    bool operator==(const Secret&) const = default;

private:
    std::string text_;
};

/// True where a text from outside holds a secret, and so must not be shown. Of a header ("Bearer …", "Basic …") what
/// follows the scheme is the secret.
inline bool shows(std::string_view text, const Secret& secret)
{
    const std::string_view hidden = secret.reveal();
    const auto proof = hidden.substr(hidden.starts_with("Bearer ") ? 7 : hidden.starts_with("Basic ") ? 6 : 0);
    return !proof.empty() && text.find(proof) != std::string_view::npos;
}

/// Fit for a token: nothing that ends a header or begins another.
inline bool is_token_text(std::string_view text)
{
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c > ' ' && c <= '~'; });
}

}  // namespace tagwarden
