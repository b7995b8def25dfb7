// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstdint>
#include <string>

namespace tagwarden::tests {

/// A socket that listens on loopback; the kernel chooses the port. Throws when there is none.
int listen_on_loopback();
std::uint16_t port_of(int socket);

/// A port that was free a moment ago.
std::uint16_t free_loopback_port();

/// True when somebody listens at "127.0.0.1:PORT".
bool takes_connections(const std::string& host);

/// True when "127.0.0.1:PORT" answers GET /v2/ with 200, or with 401 because it wants a login.
bool answers_http(const std::string& host);

}  // namespace tagwarden::tests
