// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <memory>

#include "adapters/http/http_transport.h"
#include "adapters/http/network_settings.h"
#include "ports/stop_signal.h"

namespace tagwarden {

/// Speaks HTTP/1.1 and HTTP/2 with libcurl. Connections are kept and used again. Certificates are checked; loopback is
/// never asked for through a proxy. A body that is not read is held back by TCP, and not kept in memory.
class CurlTransport final : public HttpTransport {
public:
    /// When `stop` says so, every wait but for what is said in parting ends within 100 ms as `interrupted`. It has to
    /// outlive the transport and all its downloads.
    explicit CurlTransport(NetworkSettings settings = {}, const StopSignal& stop = never_stopped);

    Result<HttpDownload> open(const HttpRequest& request) override;

private:
    static const NeverStopped never_stopped;

    std::shared_ptr<class CurlPool> pool_;  ///< shared with the downloads, which may outlive the transport
};

}  // namespace tagwarden
