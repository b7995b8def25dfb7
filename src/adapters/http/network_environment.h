// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "adapters/http/network_settings.h"
#include "core/environment.h"

namespace tagwarden {

/// The defaults with what a process's environment says of the network:
///
/// - https_proxy, http_proxy and no_proxy, and the same in upper case; ALL_PROXY in the place of the first two. Where
///   both are set the lower case counts, as in curl and git. HTTP_PROXY is not believed where REQUEST_METHOD is set:
///   there a web server made it of a request's header "Proxy" (CVE-2016-5385; Go has the same rule).
/// - SSL_CERT_FILE and SSL_CERT_DIR, each in the place of that part of the system's authorities and no other, as in
///   OpenSSL, curl and Go.
/// - TAGWARDEN_CA_FILE, authorities to be believed besides those.
/// - HOME, for ~/.config/containers/certs.d, which comes before those of the machine (containers-certs.d(5)).
NetworkSettings network_settings_in(const Environment& environment);

}  // namespace tagwarden
