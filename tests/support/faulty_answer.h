// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>

#include "tests/support/fault.h"
#include "tests/support/http_connection.h"
#include "tests/support/registry_request.h"

namespace tagwarden::tests {

/// Sends an answer as it should be. HEAD gets its head alone.
bool send_answer(HttpConnection& connection, const RegistryRequest& request, const RegistryAnswer& answer);

/// Sends an answer with something wrong in how it is sent, and ends the connection where that belongs to it. False when
/// the connection is of no use afterwards.
bool send_faulty(Fault fault, HttpConnection& connection, const RegistryRequest& request, const RegistryAnswer& answer);

/// The answer that a fault gives in the place of the proper one (401, 404, 429, …); nothing for other faults.
std::optional<RegistryAnswer> refusal_of(Fault fault, const RegistryRequest& request, const std::string& origin);

}  // namespace tagwarden::tests
