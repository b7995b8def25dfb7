// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>

#include "ports/ledger.h"

namespace tagwarden {

/// The ref of an edition's lease: refs/tagwarden/leases/ and its name, in which every character but a-z, 0-9, '-' and
/// '_' is '=' and two hexadecimal digits; "=" for a product without editions.
std::string lease_ref(const std::string& edition);

/// A lease as the message of a commit, canonical JSON. One without a holder is free.
std::string lease_text(const Lease& lease);

/// Reads what lease_text() writes.
Result<Lease> parse_lease(std::string_view text);

}  // namespace tagwarden
