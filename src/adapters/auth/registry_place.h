// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>

namespace tagwarden {

/// The repository that is spoken to, as its credentials are looked up and errors name it.
struct RegistryPlace {
    std::string origin;       ///< of the registry's API: "https://registry-1.docker.io", "http://127.0.0.1:5000"
    std::string host;         ///< as users write it: "docker.io"
    std::string repository;   ///< "library/debian"
    bool plain_http = false;  ///< somebody said that secrets may go to it without TLS

    std::string name() const { return host + "/" + repository; }
};

/// True where a secret may be sent to this registry: over TLS, on loopback, or where plain HTTP was declared.
bool takes_secrets(const RegistryPlace& place);

}  // namespace tagwarden
