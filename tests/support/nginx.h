// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>

#include "tests/support/server_process.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/test_authority.h"

namespace tagwarden::tests {

/// What a web server should be like.
struct NginxSite {
    std::string locations;              ///< what is inside of server { }: "location / { return 200 yes; }"
    CertificatePair certificate = {};   ///< with it the site speaks TLS
    bool http2 = false;                 ///< offered in the TLS handshake
    std::string client_authority = {};  ///< file; asks clients for certificates of this authority: $ssl_client_verify
    std::string address = "127.0.0.1";  ///< or "[::1]"
    std::string above = {};             ///< what is inside of http { }: "limit_req_zone $uri zone=one:1m rate=5r/s;"
};

/// Everything to a server on this host, as a proxy in front of a registry does it: any size, nothing kept back.
std::string proxy_to(const std::string& host);

/// Debian's nginx as a process of its own, on a free loopback port. It listens when the constructor returns; stopped
/// and forgotten by the destructor. Each answer says how it came: X-Protocol ("HTTP/2.0"), X-Connection (a number for
/// each) and X-Session ("r" when a TLS session was resumed). Throws when it does not come up.
class Nginx {
public:
    explicit Nginx(const NginxSite& site);

    const std::string& host() const { return host_; }               ///< "127.0.0.1:43211"
    std::string folder() const { return folder_.path().string(); }  ///< for files to serve: "root FOLDER"

    /// "https://127.0.0.1:43211" and what follows.
    std::string url(const std::string& path) const { return scheme_ + "://" + host_ + path; }

private:
    TemporaryFolder folder_;
    std::string scheme_;
    std::string host_;
    ServerProcess process_;
};

}  // namespace tagwarden::tests
