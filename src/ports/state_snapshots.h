// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tagwarden {

/// Remembers what one journal added up to (core/ledger/state_codec.h), so that nobody has to read all of it each time.
/// It may forget at any time, and neither verb fails: who finds nothing here, or what does not fit, adds it up again.
struct StateSnapshots {
    virtual ~StateSnapshots() = default;

    virtual std::optional<std::string> find(const std::string& edition) = 0;
    virtual void keep(const std::string& edition, std::string_view bytes) = 0;
};

}  // namespace tagwarden
