// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/finding.h"
#include "core/reference.h"
#include "flows/propose.h"
#include "ports/layer_files.h"
#include "ports/ledger.h"

namespace tagwarden {

struct Verification {
    std::string reference;         ///< as it was asked
    std::optional<Digest> digest;  ///< nothing: the ledger recorded the name, but it does not exist
    std::string version;           ///< what the name says
    std::vector<Finding> findings;
    std::vector<std::string> accepted;  ///< mismatches that are declared, with the reason
};

/// Does the name say what the content is? The version a tag claims comes from the anchor template, or, for a channel,
/// from the ledger. Which of the `editions` (at least one) it belongs to follows from where it is and what it says.
/// Reads only: it is given nothing that could write. `ledger` may be absent.
Result<Verification> verify(const std::vector<Product>& editions, const Reference& reference,
                            RepositoryReader& repository, LedgerReader* ledger, LayerFiles& files);

}  // namespace tagwarden
