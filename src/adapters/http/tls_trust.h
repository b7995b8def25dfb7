// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <curl/curl.h>

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "adapters/http/host_certificates.h"
#include "adapters/http/network_settings.h"

namespace tagwarden {

/// With what one host is trusted, and what it is shown.
struct HostTrust {
    HostCertificates own;
    std::string authorities;  ///< in PEM; in the place of `ca_file` unless empty
    std::string ca_file;      ///< empty for none
    std::string ca_folders;   ///< empty for libcurl's own

    /// Sets up a transfer, which it must outlive.
    void apply(CURL* easy);
};

/// Which certificate authorities are believed.
///
/// The system has them twice: in folders where one is found by its hash, and all in one file, which takes OpenSSL 3.0
/// 75 ms to read, for each connection anew. So the folders come first, and the file counts only for a host they do
/// not know the authority of (people append their own to that file). May be used from several threads.
class TlsTrust {
public:
    /// The settings must outlive it.
    explicit TlsTrust(const NetworkSettings& settings) : settings_(settings) {}

    /// The same until widen() changes it. Fails when a file that was put there for it is of no use.
    Result<std::shared_ptr<HostTrust>> for_host(const std::string& host);

    /// `refused` did not know the authority of `host`. True when for_host() now gives one that knows more.
    bool widen(const std::string& host, const HostTrust& refused);

private:
    struct System {
        std::string file;
        std::string folders;
        bool folders_first;
    };
    const System& system();  ///< looked at when TLS is first needed
    Result<HostTrust> look_up(const std::string& host);
    void add_file(HostTrust& trust);

    const NetworkSettings& settings_;
    std::mutex mutex_;
    std::optional<System> system_;
    std::map<std::string, std::shared_ptr<HostTrust>> by_host_;
};

}  // namespace tagwarden
