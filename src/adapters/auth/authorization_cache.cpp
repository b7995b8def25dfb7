// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/auth/authorization_cache.h"

#include <algorithm>

namespace tagwarden {

const Authorization* AuthorizationCache::usable(const ScopeSet& wanted, std::chrono::milliseconds now) const
{
    const auto* same = exact(wanted);
    if (same != nullptr && now < same->renewal) return same;
    const auto serves = [&](const Authorization& one) { return now < one.renewal && one.asked.covers(wanted); };
    const auto found = std::ranges::find_if(all_, serves);
    return found == all_.end() ? nullptr : &*found;
}

const Authorization* AuthorizationCache::exact(const ScopeSet& wanted) const
{
    const auto found = std::ranges::find(all_, wanted, &Authorization::wanted);
    return found == all_.end() ? nullptr : &*found;
}

bool AuthorizationCache::shown_in(std::string_view text) const
{
    return std::ranges::any_of(all_, [text](const Authorization& one) { return shows(text, one.header); });
}

void AuthorizationCache::put(Authorization authorization)
{
    const auto found = std::ranges::find(all_, authorization.wanted, &Authorization::wanted);
    if (found == all_.end())
        all_.push_back(std::move(authorization));
    else
        *found = std::move(authorization);
}

}  // namespace tagwarden
