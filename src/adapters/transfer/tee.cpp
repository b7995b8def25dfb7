// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/transfer/tee.h"

#include <algorithm>

#include "ports/byte_streams.h"

namespace tagwarden {

Tee::Tee(ByteStream& bytes, std::size_t readers, std::size_t buffer_size)
    : bytes_(bytes), buffer_size_(buffer_size), readers_(readers)
{
}

Result<std::span<const char>> Tee::next(std::size_t reader)
{
    std::unique_lock lock(mutex_);
    auto& me = readers_[reader];
    if (me.needs != me.next) {
        me.needs = me.next;
        changed_.notify_all();
    }
    while (me.next == filled_ && !ended_) {
        if (filling_ || !has_room())
            changed_.wait(lock);
        else
            fill(lock);
    }
    if (me.next < filled_) {
        const auto& filled = buffer(me.next++);
        return std::span<const char>(filled.bytes.get(), filled.size);
    }
    if (error_) return fail(*error_);
    return std::span<const char>();
}

void Tee::leave(std::size_t reader)
{
    const std::lock_guard lock(mutex_);
    readers_[reader] = {gone, gone};
    changed_.notify_all();
}

bool Tee::has_room() const
{
    const auto slowest = std::ranges::min(readers_, {}, &Reader::needs).needs;
    return filled_ < slowest + buffer_count;
}

/// Without the lock while it reads: the buffer is nobody's until it counts as filled.
void Tee::fill(std::unique_lock<std::mutex>& lock)
{
    filling_ = true;
    auto& target = buffer(filled_);
    lock.unlock();
    if (!target.bytes) target.bytes = std::make_unique_for_overwrite<char[]>(buffer_size_);
    target.size = 0;
    const auto last = read_into({target.bytes.get(), buffer_size_}, target.size);
    lock.lock();
    filling_ = false;
    if (target.size > 0) ++filled_;
    ended_ = !last || *last == 0;
    if (!last) error_ = last.error();
    changed_.notify_all();
}

/// Fills the buffer as far as it goes; the answer is that of the last read.
Result<std::size_t> Tee::read_into(std::span<char> buffer, std::size_t& size)
{
    while (true) {
        auto read = bytes_.read(buffer.subspan(size));
        if (!read || *read == 0) return read;
        size += *read;
        if (size == buffer.size()) return read;
    }
}

Result<std::size_t> TeeBranch::read(std::span<char> into)
{
    if (error_) return fail(*error_);
    if (own_) return own_->read(into);
    if (rest_.empty()) {
        const auto more = tee_.next(reader_);
        if (!more) return fail(more.error());
        rest_ = *more;
    }
    const auto size = std::min(into.size(), rest_.size());
    std::copy_n(rest_.data(), size, into.data());
    rest_ = rest_.subspan(size);
    return size;
}

Result<void> TeeBranch::rewind(std::int64_t offset)
{
    auto there = own_ ? own_->rewind(offset) : go_alone(offset);
    error_ = there ? std::nullopt : std::optional(there.error());
    return there;
}

Result<void> TeeBranch::go_alone(std::int64_t offset)
{
    rest_ = {};
    tee_.leave(reader_);
    auto own = open_();
    if (!own) return fail(own.error());
    own_ = std::move(*own);
    return skip(*own_, offset);
}

}  // namespace tagwarden
