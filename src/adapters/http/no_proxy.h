// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <string_view>

namespace tagwarden {

/// A host and its port, apart: "registry.example" or "fd00::1", and "5000".
struct HostAndPort {
    std::string host;
    std::string port;
};

/// "[fd00::1]:5000" without its brackets; an empty port where there is none.
HostAndPort split_port(std::string_view host);

/// True when an entry of a NO_PROXY list (between commas or blanks) names the host: a name, for itself and all names
/// below it, with or without a dot before it; an address; a network ("10.0.0.0/8"); "*" for all. An entry may end in a
/// port and then counts for that alone. What curl and Go have in common; we do not leave it to libcurl, which knows no
/// ports and does not tell whether it used the proxy.
bool is_excepted(const HostAndPort& asked, std::string_view list);

}  // namespace tagwarden
