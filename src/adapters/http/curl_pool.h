// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <memory>
#include <mutex>
#include <vector>

#include "adapters/http/curl_channel.h"

namespace tagwarden {

/// Channels that wait for their next request with their connections open.
class CurlPool {
public:
    /// Brings a channel back to where it was lent.
    struct GiveBack {
        std::shared_ptr<CurlPool> pool;

        void operator()(CurlChannel* channel) const;
    };
    using Lent = std::unique_ptr<CurlChannel, GiveBack>;

    /// The channel that was used last, whose connection is the least likely to have been closed, or a new one.
    static Lent lend(const std::shared_ptr<CurlPool>& pool);

private:
    std::mutex mutex_;
    std::vector<std::unique_ptr<CurlChannel>> idle_;
};

}  // namespace tagwarden
