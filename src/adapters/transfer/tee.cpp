// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/transfer/tee.h"

#include <algorithm>

#include "ports/byte_streams.h"

namespace tagwarden {

namespace {

/// How often somebody who waits looks at the time.
constexpr std::chrono::milliseconds glance{50};

}  // namespace

Tee::Tee(ByteStream& bytes, std::size_t readers, std::size_t buffer_size, const Pace& pace, LeftBehind left_behind)
    : bytes_(bytes), buffer_size_(buffer_size), pace_(pace), left_behind_(std::move(left_behind)), readers_(readers)
{
}

Result<std::optional<std::span<const char>>> Tee::next(std::size_t reader)
{
    std::unique_lock lock(mutex_);
    auto& me = readers_[reader];
    give_back(me);
    if (me.next == gone) return std::nullopt;
    while (me.next == filled_ && !ended_) {
        if (filling_)
            changed_.wait(lock);
        else if (has_room())
            fill(lock);
        else
            wait_for_room(lock);
    }
    if (me.next < filled_) {
        const auto& filled = buffer(me.next++);
        return std::span<const char>(filled.bytes.get(), filled.size);
    }
    if (error_) return fail(*error_);
    return std::span<const char>();
}

void Tee::give_back(Reader& reader)
{
    reader.keeps.reset();
    if (reader.needs == reader.next) return;
    reader.needs = reader.next;
    if (reader.hold_up.going_on()) reader.hold_up.end(pace_.clock.running());
    changed_.notify_all();
}

void Tee::leave(std::size_t reader)
{
    const std::lock_guard lock(mutex_);
    readers_[reader] = {gone, gone};
    changed_.notify_all();
}

bool Tee::has_room() const
{
    return std::ranges::none_of(readers_, [this](const Reader& reader) { return holds_up(reader); });
}

void Tee::wait_for_room(std::unique_lock<std::mutex>& lock)
{
    const auto now = pace_.clock.running();
    for (auto& reader : readers_)
        if (holds_up(reader)) reader.hold_up.begin(now);
    changed_.wait_for(lock, glance);
    if (filling_ || has_room()) return;
    const auto late = leave_behind();
    if (late.empty()) return;
    changed_.notify_all();
    lock.unlock();
    for (const auto reader : late) left_behind_(reader);
    lock.lock();
}

/// Those for whom the others have waited long enough.
std::vector<std::size_t> Tee::leave_behind()
{
    const auto now = pace_.clock.running();
    std::vector<std::size_t> late;
    for (std::size_t i = 0; i < readers_.size(); ++i) {
        auto& reader = readers_[i];
        if (!holds_up(reader) || reader.hold_up.used(now) < pace_.patience) continue;
        auto keeps = reader.next == reader.needs ? nullptr : buffer(reader.needs).bytes;
        reader = {gone, gone, {}, std::move(keeps)};
        late.push_back(i);
    }
    return late;
}

/// Without the lock while it reads: the buffer is nobody's until it counts as filled.
void Tee::fill(std::unique_lock<std::mutex>& lock)
{
    filling_ = true;
    auto& target = buffer(filled_);
    const bool needs_bytes =
        target.bytes.use_count() != 1;  // there are none yet, or somebody was left behind with them
    lock.unlock();
    if (needs_bytes) target.bytes = std::make_shared_for_overwrite<char[]>(buffer_size_);
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
    if (!own_ && rest_.empty())
        if (const auto more = fetch(); !more) return fail(more.error());
    if (own_) return own_->read(into);
    const auto size = std::min(into.size(), rest_.size());
    std::copy_n(rest_.data(), size, into.data());
    rest_ = rest_.subspan(size);
    at_ += static_cast<std::int64_t>(size);
    return size;
}

Result<void> TeeBranch::fetch()
{
    const auto more = tee_.next(reader_);
    if (!more) return fail(more.error());
    if (!*more) return rewind(at_);
    rest_ = **more;
    return {};
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
