// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <array>
#include <condition_variable>
#include <functional>
#include <limits>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "ports/registry.h"

namespace tagwarden {

/// One stream, read once, for several readers that each have a thread of their own. The bytes pass through four
/// buffers, so the fastest reader is at most that far ahead of the slowest, and one that stops must leave.
///
/// There is no thread that fills the buffers: the reader that finds none filled does it for all, while the others use
/// up what they have.
class Tee {
public:
    Tee(ByteStream& bytes, std::size_t readers, std::size_t buffer_size);

    /// The bytes that come next for this reader, which gives back those it was given before. None at the end.
    Result<std::span<const char>> next(std::size_t reader);

    /// From now on nobody waits for this reader. Its bytes are given back.
    void leave(std::size_t reader);

private:
    static constexpr std::int64_t buffer_count = 4;
    static constexpr std::int64_t gone = std::numeric_limits<std::int64_t>::max();

    struct Buffer {
        std::unique_ptr<char[]> bytes;
        std::size_t size = 0;
    };
    struct Reader {
        std::int64_t next = 0;   ///< the buffer it gets next, counted from the beginning
        std::int64_t needs = 0;  ///< the first buffer that must not be filled anew because of it
    };

    bool has_room() const;
    void fill(std::unique_lock<std::mutex>& lock);
    Result<std::size_t> read_into(std::span<char> buffer, std::size_t& size);
    Buffer& buffer(std::int64_t number) { return buffers_[static_cast<std::size_t>(number % buffer_count)]; }

    ByteStream& bytes_;
    const std::size_t buffer_size_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::array<Buffer, buffer_count> buffers_;
    std::vector<Reader> readers_;
    std::int64_t filled_ = 0;  ///< buffers so far
    bool filling_ = false;
    bool ended_ = false;
    std::optional<Error> error_;
};

/// One reader of a tee, as a stream. When it is rewound it leaves the tee and opens the source for itself, so that the
/// others do not wait while it catches up.
class TeeBranch final : public ByteStream {
public:
    using Open = std::function<Result<std::unique_ptr<ByteStream>>()>;

    TeeBranch(Tee& tee, std::size_t reader, Open open) : tee_(tee), reader_(reader), open_(std::move(open)) {}
    ~TeeBranch() override { tee_.leave(reader_); }
    TeeBranch(const TeeBranch&) = delete;
    TeeBranch& operator=(const TeeBranch&) = delete;

    Result<std::size_t> read(std::span<char> into) override;
    Result<void> rewind(std::int64_t offset) override;

private:
    Result<void> go_alone(std::int64_t offset);

    Tee& tee_;
    const std::size_t reader_;
    const Open open_;
    std::span<const char> rest_;
    std::unique_ptr<ByteStream> own_;
    std::optional<Error> error_;
};

}  // namespace tagwarden
