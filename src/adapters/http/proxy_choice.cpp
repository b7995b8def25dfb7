// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/http/proxy_choice.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "adapters/http/curl_handles.h"
#include "base/text.h"
#include "core/location.h"

namespace tagwarden {

namespace {

/// Where the colon before a port is; a bare IPv6 address has colons and no port.
std::size_t port_colon(std::string_view entry)
{
    const auto colon = entry.rfind(':');
    if (colon == std::string_view::npos || !all_digits(entry.substr(colon + 1))) return std::string_view::npos;
    const bool alone = entry.find(':') == colon;
    const bool after_bracket = colon > 0 && entry[colon - 1] == ']';
    return alone || after_bracket ? colon : std::string_view::npos;
}

std::string port_of(const Url& url)
{
    const auto colon = port_colon(url.host);
    if (colon != std::string::npos) return url.host.substr(colon + 1);
    return url.scheme == "https" ? "443" : "80";
}

std::string part(CURLU* url, CURLUPart which)
{
    char* text = nullptr;
    if (curl_url_get(url, which, &text, 0) != CURLUE_OK) return {};
    return CurlText(text).get();
}

/// "proxy.example:3128", or nothing for what libcurl would not take; it shows the whole URL then, password and all.
std::string shown(const std::string& proxy)
{
    constexpr std::array known{"http", "https", "socks4", "socks4a", "socks5", "socks5h"};
    const CurlUrl url(curl_url());
    const auto text = proxy.find("://") == std::string::npos ? "http://" + proxy : proxy;
    if (curl_url_set(url.get(), CURLUPART_URL, text.c_str(), CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK) return {};
    if (std::ranges::find(known, part(url.get(), CURLUPART_SCHEME)) == known.end()) return {};
    const auto port = part(url.get(), CURLUPART_PORT);
    return printable(part(url.get(), CURLUPART_HOST) + ":" + (port.empty() ? "1080" : port));
}

}  // namespace

std::string no_proxy_at(std::string_view list, std::string_view port)
{
    std::string kept;
    while (!list.empty()) {
        const auto end = std::min(list.size(), list.find_first_of(", \t"));
        const auto entry = list.substr(0, end);
        list.remove_prefix(std::min(list.size(), end + 1));
        const auto colon = port_colon(entry);
        const bool concerns = colon == std::string_view::npos || entry.substr(colon + 1) == port;
        if (entry.empty() || !concerns) continue;
        kept.append(kept.empty() ? "" : ",").append(entry.substr(0, colon));
    }
    return kept;
}

Result<ProxyChoice> proxy_for(const Url& url, const ProxySettings& settings)
{
    const auto& proxy = url.scheme == "https" ? settings.for_https : settings.for_http;
    if (proxy.empty() || is_loopback(url.host)) return ProxyChoice{};
    auto name = shown(proxy);
    if (name.empty())
        return fail(ErrorKind::usage, fmt::format("the proxy for {} is not a URL of a proxy", url.scheme),
                    fmt::format("look at {}_PROXY: want http://HOST:PORT, or https or socks5 in the place of http",
                                url.scheme == "https" ? "HTTPS" : "HTTP"));
    return ProxyChoice{proxy, std::move(name), no_proxy_at(settings.not_for, port_of(url))};
}

}  // namespace tagwarden
