// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <algorithm>
#include <string>

#include "ports/registry.h"

namespace tagwarden::tests {

/// A text as a stream, at most `piece` bytes at a time.
class TextStream final : public ByteStream {
public:
    explicit TextStream(std::string text, std::size_t piece = 100'000) : text_(std::move(text)), piece_(piece) {}

    Result<std::size_t> read(std::span<char> into) override
    {
        const auto count = text_.copy(into.data(), std::min(into.size(), piece_), at_);
        at_ += count;
        return count;
    }

    Result<void> rewind(std::int64_t offset) override
    {
        at_ = static_cast<std::size_t>(offset);
        return {};
    }

private:
    std::string text_;
    std::size_t piece_;
    std::size_t at_ = 0;
};

/// All that a stream gives.
inline Result<std::string> read_all(ByteStream& stream)
{
    std::string all;
    std::string piece(10'000, '\0');
    while (true) {
        const auto got = stream.read(piece);
        if (!got) return fail(got.error());
        if (*got == 0) return all;
        all.append(piece, 0, *got);
    }
}

}  // namespace tagwarden::tests
