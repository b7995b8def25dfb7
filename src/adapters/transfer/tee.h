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

#include "adapters/transfer/hold_up.h"
#include "adapters/transfer/pace.h"
#include "ports/registry.h"

namespace tagwarden {

/// One stream, read once, for several readers that each have a thread of their own. The bytes pass through four
/// buffers, so the fastest reader is at most that far ahead of the slowest. It waits for that one for as long as `pace`
/// allows; then the slowest is left behind: it may use up the buffer that it has, and gets no more.
///
/// There is no thread that fills the buffers: the reader that finds none filled does it for all, while the others use
/// up what they have.
class Tee {
public:
    /// `left_behind` hears of each such reader, on the thread of another one.
    using LeftBehind = std::function<void(std::size_t reader)>;

    Tee(ByteStream& bytes, std::size_t readers, std::size_t buffer_size, const Pace& pace, LeftBehind left_behind);

    /// The bytes that come next for this reader, which gives back those it was given before; an empty span at the end.
    /// Nothing for one that was left behind.
    Result<std::optional<std::span<const char>>> next(std::size_t reader);

    /// From now on nobody waits for this reader. Its bytes are given back.
    void leave(std::size_t reader);

private:
    static constexpr std::int64_t buffer_count = 4;
    static constexpr std::int64_t gone = std::numeric_limits<std::int64_t>::max();

    struct Buffer {
        std::shared_ptr<char[]> bytes;
        std::size_t size = 0;
    };
    struct Reader {
        std::int64_t next = 0;   ///< the buffer it gets next, counted from the beginning
        std::int64_t needs = 0;  ///< the first buffer that must not be filled anew because of it
        HoldUp hold_up{};
        std::shared_ptr<char[]> keeps{};  ///< the buffer it had when it was left behind
    };

    void give_back(Reader& reader);
    bool has_room() const;
    bool holds_up(const Reader& reader) const { return reader.needs == filled_ - buffer_count; }
    void wait_for_room(std::unique_lock<std::mutex>& lock);
    std::vector<std::size_t> leave_behind();
    void fill(std::unique_lock<std::mutex>& lock);
    Result<std::size_t> read_into(std::span<char> buffer, std::size_t& size);
    Buffer& buffer(std::int64_t number) { return buffers_[static_cast<std::size_t>(number % buffer_count)]; }

    ByteStream& bytes_;
    const std::size_t buffer_size_;
    const Pace pace_;
    const LeftBehind left_behind_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::array<Buffer, buffer_count> buffers_;
    std::vector<Reader> readers_;
    std::int64_t filled_ = 0;  ///< buffers so far
    bool filling_ = false;
    bool ended_ = false;
    std::optional<Error> error_;
};

/// One reader of a tee, as a stream. When it is rewound, or was left behind, it opens the source for itself, so that
/// the others do not wait while it catches up.
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
    Result<void> fetch();
    Result<void> go_alone(std::int64_t offset);

    Tee& tee_;
    const std::size_t reader_;
    const Open open_;
    std::span<const char> rest_;
    std::int64_t at_ = 0;  ///< bytes that came through the tee
    std::unique_ptr<ByteStream> own_;
    std::optional<Error> error_;
};

}  // namespace tagwarden
