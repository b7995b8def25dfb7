// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/json.h"
#include "core/ledger/entry.h"

namespace tagwarden {

/// The member "type" of an entry: "release", "withdraw", "intent", ….
std::string_view type_of(const EntryBody& body);

/// The body as JSON. A member that is empty is left out, so that a new one can be added later.
JsonObject body_to_json(const EntryBody& body);

Result<EntryBody> body_from_json(std::string_view type, const Json& value, const std::string& where);

/// One planned move as JSON, as the ledger, --json and plan files show it.
JsonObject move_to_json(const PlannedMove& move);

}  // namespace tagwarden
