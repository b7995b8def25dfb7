// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "adapters/http/http_transport.h"
#include "ports/clock.h"
#include "ports/request_observer.h"

namespace tagwarden {

/// A transport whose requests somebody may watch: each is told when its answer has been read, or let go of. Where
/// nobody listens it does nothing but to ask that.
class ObservedTransport final : public HttpTransport {
public:
    /// All of them have to outlive it and its downloads.
    ObservedTransport(HttpTransport& inner, Clock& clock, RequestObserver& observer)
        : inner_(inner), clock_(clock), observer_(observer)
    {
    }

    Result<HttpDownload> open(const HttpRequest& request) override;

private:
    HttpTransport& inner_;
    Clock& clock_;
    RequestObserver& observer_;
};

}  // namespace tagwarden
