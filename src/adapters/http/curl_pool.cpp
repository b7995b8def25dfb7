// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/http/curl_pool.h"

namespace tagwarden {

namespace {

constexpr std::size_t most_idle = 16;

}  // namespace

void CurlPool::GiveBack::operator()(CurlChannel* channel) const
{
    std::unique_ptr<CurlChannel> owner(channel);
    owner->finish();
    const std::lock_guard lock(pool->mutex_);
    if (pool->idle_.size() < most_idle) pool->idle_.push_back(std::move(owner));
}

CurlPool::Lent CurlPool::lend(const std::shared_ptr<CurlPool>& pool)
{
    const std::lock_guard lock(pool->mutex_);
    if (pool->idle_.empty()) return {new CurlChannel, GiveBack{pool}};
    Lent channel(pool->idle_.back().release(), GiveBack{pool});
    pool->idle_.pop_back();
    return channel;
}

}  // namespace tagwarden
