// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>

#include "adapters/http/network_settings.h"
#include "adapters/http/url.h"

namespace tagwarden {

/// The proxy that one request goes through.
struct ProxyChoice {
    std::string url;    ///< perhaps with a password in it, so never in a message; empty for none
    std::string shown;  ///< "proxy.example:3128"

    bool operator==(const ProxyChoice&) const = default;
};

/// Loopback has none: a proxy's loopback is not ours. Fails for a proxy that is not a URL of a known kind.
Result<ProxyChoice> proxy_for(const Url& url, const ProxySettings& settings);

}  // namespace tagwarden
