// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <memory>

#include "adapters/http/http_transport.h"
#include "adapters/http/network_settings.h"

namespace tagwarden {

/// Speaks HTTP with libcurl. Connections are kept and used again. Certificates are checked against the system's CA
/// store. Loopback is never asked for through a proxy.
class CurlTransport final : public HttpTransport {
public:
    explicit CurlTransport(NetworkSettings settings = {});

    Result<HttpDownload> open(const HttpRequest& request) override;

private:
    NetworkSettings settings_;
    std::shared_ptr<class CurlPool> pool_;  ///< shared with the downloads, which may outlive the transport
};

}  // namespace tagwarden
