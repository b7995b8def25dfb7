// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/http/proxy_choice.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "adapters/http/curl_handles.h"
#include "adapters/http/no_proxy.h"
#include "base/text.h"
#include "core/location.h"

namespace tagwarden {

namespace {

HostAndPort asked_for(const Url& url)
{
    auto asked = split_port(url.host);
    if (asked.port.empty()) asked.port = url.scheme == "https" ? "443" : "80";
    return asked;
}

std::string part(CURLU* url, CURLUPart which)
{
    char* text = nullptr;
    if (curl_url_get(url, which, &text, 0) != CURLUE_OK) return {};
    return CurlText(text).get();
}

/// "proxy.example:3128"; nothing for what libcurl would not take, and then show in whole, password and all.
std::string shown(const std::string& proxy)
{
    constexpr std::array known{"http", "https", "socks4", "socks4a", "socks5", "socks5h"};
    const CurlUrl url(curl_url());
    const auto text = proxy.find("://") == std::string::npos ? "http://" + proxy : proxy;
    if (curl_url_set(url.get(), CURLUPART_URL, text.c_str(), CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK) return {};
    const auto scheme = part(url.get(), CURLUPART_SCHEME);
    if (std::ranges::find(known, scheme) == known.end()) return {};
    auto port = part(url.get(), CURLUPART_PORT);
    if (port.empty()) port = scheme == "https" ? "443" : "1080";  // CURLOPT_PROXY
    return printable(part(url.get(), CURLUPART_HOST) + ":" + port);
}

}  // namespace

Result<ProxyChoice> proxy_for(const Url& url, const ProxySettings& settings)
{
    const auto& proxy = url.scheme == "https" ? settings.for_https : settings.for_http;
    if (proxy.empty() || is_loopback(url.host) || is_excepted(asked_for(url), settings.not_for)) return ProxyChoice{};
    auto name = shown(proxy);
    if (name.empty())
        return fail(ErrorKind::usage, fmt::format("the proxy for {} is not a URL of a proxy", url.scheme),
                    fmt::format("look at {}_PROXY: want http://HOST:PORT, or https or socks5 in the place of http",
                                url.scheme == "https" ? "HTTPS" : "HTTP"));
    return ProxyChoice{proxy, std::move(name)};
}

}  // namespace tagwarden
