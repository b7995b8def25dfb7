// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "adapters/http/http_transport.h"

namespace tagwarden {

/// Asks HTTP servers and waits for their answers. GET and HEAD follow up to max_redirects redirects (redirect.h).
/// Promises what its transport does, which must outlive it.
class HttpClient {
public:
    explicit HttpClient(HttpTransport& transport) : transport_(transport) {}

    /// The head of the answer now, its body as it is read.
    Result<HttpDownload> open(const HttpRequest& request);

    /// The whole answer; `malformed` when its body has more than `body_limit` bytes.
    Result<HttpResponse> send(const HttpRequest& request, std::size_t body_limit);

private:
    HttpTransport& transport_;
};

}  // namespace tagwarden
