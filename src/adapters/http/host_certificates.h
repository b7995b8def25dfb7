// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <span>
#include <string>

#include "base/result.h"

namespace tagwarden {

/// What somebody put on this machine for TLS with one host.
struct HostCertificates {
    std::string authorities;  ///< certificates in PEM that are trusted besides the system's; empty for none
    std::string certificate;  ///< file that shows the host who we are; empty for none
    std::string key;          ///< its key

    bool operator==(const HostCertificates&) const = default;
};

/// Looks into the folder HOST[:PORT] of the first of `folders` that has one, as docker and podman do
/// (containers-certs.d(5); docs.docker.com/engine/security/certificates): *.crt are authorities, NAME.cert is a client
/// certificate and NAME.key its key. Of several pairs the first by name counts. A host without a port may have its
/// folder under the port 443 as well. A folder that may not be entered is as if it were not there.
/// Fails for a file that cannot be read, has no certificate in it, or lacks its other half.
Result<HostCertificates> find_host_certificates(std::span<const std::string> folders, const std::string& host);

/// The content of a file of certificates in PEM. Fails when it cannot be read or has none.
Result<std::string> read_authorities(const std::string& file);

}  // namespace tagwarden
