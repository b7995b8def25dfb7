// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/http/curl_transport.h"

#include "adapters/http/curl_channel.h"
#include "adapters/http/curl_pool.h"

namespace tagwarden {

namespace {

class DownloadStream final : public ByteStream {
public:
    explicit DownloadStream(CurlPool::Lent channel) : channel_(std::move(channel)) {}

    Result<std::size_t> read(std::span<char> into) override { return channel_->read(into); }

private:
    CurlPool::Lent channel_;
};

/// HTTP/2 only where its TLS handshake offers it. Blobs go up over HTTP/1.1: libcurl 7.88 takes three times the
/// processor's time to send them over HTTP/2, and on a busy machine far more (docs/network.md).
Route route_of(const HttpRequest& request, const Url& url, const NetworkSettings& settings)
{
    const bool uploads = request.stream != nullptr;
    return {url.origin(), settings.http2 && url.scheme == "https" && !uploads};
}

}  // namespace

const NeverStopped CurlTransport::never_stopped;

CurlTransport::CurlTransport(NetworkSettings settings, const StopSignal& stop)
    : pool_(std::make_shared<CurlPool>(std::move(settings), stop))
{
}

Result<HttpDownload> CurlTransport::open(const HttpRequest& request)
{
    const auto url = Url::parse(request.url);
    if (!url) return fail(url.error());
    auto channel = CurlPool::lend(pool_, route_of(request, *url, pool_->settings()));
    auto head = channel->begin(request, *url);
    if (!head) return fail(head.error());
    return HttpDownload{head->status, std::move(head->headers), std::make_unique<DownloadStream>(std::move(channel))};
}

}  // namespace tagwarden
