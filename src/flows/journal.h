// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

#include "ports/ledger.h"

namespace tagwarden {

/// A journal as a whole: how long it is, over what time, and its end, which stands for all that is in it.
struct JournalExtent {
    Head head;
    Time first{}, last{};  ///< of its entries; of no meaning without any
};

/// Walks the whole chain. Malformed, with the first entry that is broken and how, when it is.
Result<JournalExtent> verify_journal(LedgerReader& ledger);

/// Gives every entry as the canonical line that its hash is taken over, without the end of the line. Refused where this
/// program would not write an entry as it was: it is of a newer one.
Result<JournalExtent> export_journal(LedgerReader& ledger, const std::function<Result<void>(std::string_view)>& line);

/// The entries in the lines that export_journal() gave: at least one, each as it was written, and their chain whole.
/// That lines are missing at the end cannot be seen in the others.
Result<std::vector<Entry>> read_journal(std::string_view lines);

/// Puts what read_journal() read into a ledger that has no entries yet, byte for byte. Refused where there are entries:
/// two journals cannot become one.
Result<JournalExtent> import_journal(const std::vector<Entry>& entries, Ledger& ledger);

}  // namespace tagwarden
