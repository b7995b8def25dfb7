// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <optional>
#include <string>

#include "flows/places.h"
#include "flows/propose.h"
#include "ports/ledger.h"

namespace tagwarden {

/// Which reference is asked for: a channel, a tag or a version, and where the product leaves a choice, which part of
/// it.
struct ResolveQuestion {
    std::string name;
    std::string image;        ///< "": the only one
    std::string variant;      ///< "": the one whose tag was named, else the main one
    std::string destination;  ///< "": the first that has it
};

struct Resolved {
    std::string reference;  ///< by digest: "docker.io/ollama/ollama@sha256:…"
    std::string version;
    std::optional<Decision> withdrawn;
    std::string warning;  ///< "" or what does not fit between ledger and place
};

/// The reference by digest of what a name of this product names now.
Result<Resolved> resolve(const Product& product, const ResolveQuestion& question, LedgerReader& ledger,
                         const ReadPlaces& places);

}  // namespace tagwarden
