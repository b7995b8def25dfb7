// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <string_view>

#include "adapters/http/network_settings.h"
#include "adapters/http/url.h"

namespace tagwarden {

/// The proxy that one request goes through, unless `not_for` names its host.
struct ProxyChoice {
    std::string url;      ///< perhaps with a password in it, so never in a message; empty for none
    std::string shown;    ///< "proxy.example:3128"
    std::string not_for;  ///< as CURLOPT_NOPROXY wants it
};

/// Loopback has none: a proxy's loopback is not ours. Fails for a proxy that is not a URL of a known kind.
Result<ProxyChoice> proxy_for(const Url& url, const ProxySettings& settings);

/// The entries of a NO_PROXY list that may concern a host asked for at `port`, as libcurl wants them: it knows names,
/// addresses and networks (CURLOPT_NOPROXY), but no ports. An entry "HOST:PORT" becomes "HOST" or is left out.
std::string no_proxy_at(std::string_view list, std::string_view port);

}  // namespace tagwarden
