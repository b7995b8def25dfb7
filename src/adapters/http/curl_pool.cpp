// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/http/curl_pool.h"

#include <algorithm>
#include <ranges>

namespace tagwarden {

void CurlPool::GiveBack::operator()(CurlChannel* channel) const
{
    channel->finish();
    std::list<std::unique_ptr<CurlChannel>> one, too_many;  // a connection is closed when nobody waits for the lock
    one.emplace_back(channel);
    const std::lock_guard lock(pool->mutex_);
    auto& idle = pool->idle_;
    idle.splice(idle.end(), one);
    if (idle.size() > pool->shared_.settings().idle_connections) too_many.splice(too_many.end(), idle, idle.begin());
}

CurlPool::Lent CurlPool::lend(const std::shared_ptr<CurlPool>& pool, const Route& route)
{
    std::unique_ptr<CurlChannel> channel;
    {
        const std::lock_guard lock(pool->mutex_);
        const auto fits = [&](const auto& idle) { return idle->route() == route; };
        const auto last = std::ranges::find_if(pool->idle_ | std::views::reverse, fits);
        if (last != pool->idle_.rend()) {
            channel = std::move(*last);
            pool->idle_.erase(std::prev(last.base()));
        }
    }
    if (channel == nullptr) channel = std::make_unique<CurlChannel>(pool->shared_, route);
    return {channel.release(), GiveBack{pool}};
}

}  // namespace tagwarden
