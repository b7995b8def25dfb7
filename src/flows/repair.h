// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>

#include "flows/operation.h"
#include "flows/propose.h"

namespace tagwarden {

/// The operation that puts overwritten anchors of a version back on what the ledger recorded: with the content that the
/// place still has, else from another that has it.
Operation repair_operation(const std::string& version);

/// Refused when nobody has that content any more. Reads only.
Result<void> check_repair(const Product& product, const std::string& version, LedgerReader& ledger,
                          const ReadPlaces& places, Time now);

}  // namespace tagwarden
