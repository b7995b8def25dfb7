// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/http/curl_options.h"

namespace tagwarden {

namespace {

void apply_connection(CURL* easy, const NetworkSettings& settings)
{
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(settings.connect.count()));
    curl_easy_setopt(easy, CURLOPT_MAXAGE_CONN, static_cast<long>(settings.idle_time.count()));
    curl_easy_setopt(easy, CURLOPT_TCP_KEEPALIVE, 1L);
    curl_easy_setopt(easy, CURLOPT_TCP_KEEPIDLE, static_cast<long>(settings.tcp_keep_alive.count()));
    curl_easy_setopt(easy, CURLOPT_TCP_KEEPINTVL, static_cast<long>(settings.tcp_keep_alive.count()));
}

}  // namespace

void apply_network(CURL* easy, const CurlShared& shared)
{
    const auto& settings = shared.settings();
    curl_easy_setopt(easy, CURLOPT_SHARE, shared.handle());
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L);  // who is stopped does not wait for a name server first
    curl_easy_setopt(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    apply_connection(easy, settings);
}

void apply_buffers(CURL* easy, const TransferBuffers& buffers)
{
    curl_easy_setopt(easy, CURLOPT_BUFFERSIZE, static_cast<long>(buffers.receive));
    curl_easy_setopt(easy, CURLOPT_UPLOAD_BUFFERSIZE, static_cast<long>(buffers.send));
}

void apply_proxy(CURL* easy, const ProxyChoice& proxy)
{
    // Set even when empty, or libcurl would read the environment by itself.
    curl_easy_setopt(easy, CURLOPT_PROXY, proxy.url.c_str());
    curl_easy_setopt(easy, CURLOPT_NOPROXY, "");
}

}  // namespace tagwarden
