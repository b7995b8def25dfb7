// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "adapters/http/http_message.h"

namespace tagwarden {

/// Carries one request to a server and brings the answer. All that is above it (redirects, patience, credentials)
/// knows nothing of sockets, so another transport may take its place.
struct HttpTransport {
    virtual ~HttpTransport() = default;

    /// The head of the answer now, its body as it is read; it may outlive the transport. Any status is an answer, a
    /// redirect too. An error means that there was none: `unreachable` with host, request and what happened.
    /// The request's own body must live as long as the answer's. May be used from several threads at once, and from
    /// the body of a request that is under way.
    virtual Result<HttpDownload> open(const HttpRequest& request) = 0;
};

}  // namespace tagwarden
