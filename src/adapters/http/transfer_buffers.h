// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstddef>

#include "adapters/http/http_message.h"
#include "adapters/http/network_settings.h"

namespace tagwarden {

/// How many bytes of a transfer are taken from, and given to, the operating system at once.
struct TransferBuffers {
    std::size_t receive;
    std::size_t send;

    /// As large as the bodies of request and answer, within what the settings allow: there may be a hundred questions
    /// under way, and few transfers that large buffers make faster.
    static TransferBuffers for_request(const HttpRequest& request, const NetworkSettings& settings);
};

}  // namespace tagwarden
