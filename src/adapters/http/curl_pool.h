// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <list>
#include <memory>
#include <mutex>

#include "adapters/http/curl_channel.h"
#include "adapters/http/curl_shared.h"

namespace tagwarden {

/// Channels that wait for their next request with their connections open.
class CurlPool {
public:
    CurlPool(NetworkSettings settings, const StopSignal& stop) : shared_(std::move(settings), stop) {}

    const NetworkSettings& settings() const { return shared_.settings(); }

    /// Brings a channel back to where it was lent.
    struct GiveBack {
        std::shared_ptr<CurlPool> pool;

        void operator()(CurlChannel* channel) const;
    };
    using Lent = std::unique_ptr<CurlChannel, GiveBack>;

    /// The channel on this route that was used last, whose connection is the least likely to have been closed, or a
    /// new one.
    static Lent lend(const std::shared_ptr<CurlPool>& pool, const Route& route);

private:
    CurlShared shared_;  ///< outlives the channels
    std::mutex mutex_;
    std::list<std::unique_ptr<CurlChannel>> idle_;  ///< the one that was used last at the end
};

}  // namespace tagwarden
