// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/result.h"
#include "base/time.h"
#include "core/ledger/entry.h"

namespace tagwarden {

/// Why nothing was appended behind `wanted`: the journal ends with `head`.
std::unexpected<Error> appended_by_another(const Head& head, const Head& wanted);

/// Why the lease of this edition cannot be had now.
std::unexpected<Error> leased_by_another(const std::string& edition, const std::string& holder, Time expires);

}  // namespace tagwarden
