// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "ports/registry.h"

namespace tagwarden {

/// Gives out a text that it owns.
class TextStream final : public ByteStream {
public:
    explicit TextStream(std::string text) : text_(std::move(text)) {}

    Result<std::size_t> read(std::span<char> into) override
    {
        const auto size = text_.copy(into.data(), into.size(), at_);
        at_ += size;
        return size;
    }

    Result<void> rewind(std::int64_t offset) override
    {
        at_ = std::min(text_.size(), static_cast<std::size_t>(offset));
        return {};
    }

private:
    std::string text_;
    std::size_t at_ = 0;
};

/// Passes on the bytes of a stream that somebody else owns.
class BorrowedStream final : public ByteStream {
public:
    explicit BorrowedStream(ByteStream& bytes) : bytes_(bytes) {}

    Result<std::size_t> read(std::span<char> into) override { return bytes_.read(into); }
    Result<void> rewind(std::int64_t offset) override { return bytes_.rewind(offset); }

private:
    ByteStream& bytes_;
};

/// Reads so many bytes and drops them. malformed when there are not so many.
inline Result<void> skip(ByteStream& bytes, std::int64_t count)
{
    std::vector<char> buffer(static_cast<std::size_t>(std::min<std::int64_t>(count, 65536)));
    while (count > 0) {
        const auto wanted = std::min(buffer.size(), static_cast<std::size_t>(count));
        const auto size = bytes.read(std::span(buffer).first(wanted));
        if (!size) return fail(size.error());
        if (*size == 0) return fail(ErrorKind::malformed, "bytes that could be read before are no longer there");
        count -= static_cast<std::int64_t>(*size);
    }
    return {};
}

/// All that comes. For streams whose size is known to be small.
inline Result<std::string> read_all(ByteStream& bytes)
{
    std::string all;
    std::array<char, 65536> buffer{};
    while (true) {
        const auto size = bytes.read(buffer);
        if (!size) return fail(size.error());
        if (*size == 0) return all;
        all.append(buffer.data(), *size);
    }
}

}  // namespace tagwarden
