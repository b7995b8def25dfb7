// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <string_view>

#include "adapters/http/curl_transport.h"
#include "adapters/http/http_client.h"
#include "adapters/http/url.h"
#include "adapters/oci/oci_repository.h"
#include "adapters/oci/retry.h"
#include "core/location.h"

namespace tagwarden {

/// Asks the registry of one repository. Every request goes through here, so that what belongs to all of them
/// (patience, errors, in time credentials) is in one place. May be used from several threads at once.
class RegistryClient {
public:
    RegistryClient(Location location, bool plain_http, const OciPatience& patience);

    /// "https://registry-1.docker.io/v2/library/debian/" and what follows.
    std::string url(std::string_view below) const;

    /// The answer when its status is 2xx or 404, which the caller knows the meaning of; every other is an error.
    /// GET and HEAD are asked again by policy.
    Result<HttpResponse> ask(const HttpRequest& request, std::size_t body_limit = small_answer);

    /// The same for a body that is read as it comes. 404 is an error here.
    Result<HttpDownload> open(const HttpRequest& request);

    /// The error that an answer is.
    Error error_of(const HttpRequest& request, const HttpResponse& answer) const;

    /// "docker.io/library/debian", for messages.
    std::string name() const { return location_.str(); }
    const Location& location() const { return location_; }

    /// Enough for an error body, and for answers whose body says nothing.
    static constexpr std::size_t small_answer = 64 * 1024;

private:
    Location location_;
    std::string base_;
    RetryPolicy retry_;
    CurlTransport transport_;
    HttpClient http_;
};

}  // namespace tagwarden
