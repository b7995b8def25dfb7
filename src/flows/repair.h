// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>

#include "flows/operation.h"

namespace tagwarden {

/// The operation that puts overwritten anchors of a version back on what the ledger recorded: with the content that the
/// place still has, else from another that has it. Refused when nobody has that content any more.
Operation repair_operation(const std::string& version);

}  // namespace tagwarden
