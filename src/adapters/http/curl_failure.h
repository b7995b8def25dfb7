// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <curl/curl.h>

#include <string>

#include "base/result.h"

namespace tagwarden {

/// What is known of a transfer that failed.
struct CurlFailure {
    CURLcode code;
    std::string explanation;  ///< libcurl's own, perhaps empty
    long verify_result;       ///< of OpenSSL (X509_V_ERR_…), 0 when the chain of certificates is fine
    long os_error;            ///< errno of connecting
    long proxy_status;        ///< what a proxy answered to CONNECT
    bool no_such_host;        ///< the name servers know that there is none; false where they could not be asked

    static CurlFailure of(CURL* easy, CURLcode code, const char* explanation);

    /// The server's certificate was signed by nobody we know.
    bool unknown_authority() const;
};

/// Who took part in it, as errors name them.
struct CurlParties {
    std::string host;
    std::string proxy;               ///< empty for none
    std::string client_certificate;  ///< file that was shown to the host; empty for none
};

/// Kind, hint, and the second half of a sentence whose first names the request.
Error explain(const CurlFailure& failure, const CurlParties& parties);

}  // namespace tagwarden
