// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <chrono>
#include <memory>

#include "adapters/http/http_message.h"

namespace tagwarden {

/// How long silence is borne. There is no limit on a whole transfer: a large blob may take its time as long as it
/// moves.
struct HttpTimeouts {
    std::chrono::milliseconds connect{30'000};  ///< name look-up, TCP and TLS together
    std::chrono::seconds stall{60};             ///< less than one byte a second for so long ends a transfer
};

/// Asks HTTP servers and waits for their answers. Connections are kept and used again.
/// Any status is an answer; an error means that there was none: `unreachable` with host, request and what happened.
/// May be used from several threads at once, and from a body stream of a request that is under way.
/// GET and HEAD follow up to max_redirects redirects (redirect.h). Certificates are checked against the system's CA
/// store.
class HttpClient {
public:
    explicit HttpClient(HttpTimeouts timeouts = {});

    /// The head of the answer now, its body as it is read. The request's own body must live as long as the answer's.
    Result<HttpDownload> open(const HttpRequest& request);

    /// The whole answer; `malformed` when its body has more than `body_limit` bytes.
    Result<HttpResponse> send(const HttpRequest& request, std::size_t body_limit);

private:
    Result<HttpDownload> open_once(const HttpRequest& request);

    HttpTimeouts timeouts_;
    std::shared_ptr<class CurlPool> pool_;  ///< shared with the downloads, which may outlive the client
};

}  // namespace tagwarden
