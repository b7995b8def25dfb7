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

/// Puts lines that export_journal() gave into a ledger that has no entries yet, byte for byte, after all of them and
/// their chain were checked. Refused where there are entries: two journals cannot become one.
Result<JournalExtent> import_journal(std::string_view lines, Ledger& ledger);

}  // namespace tagwarden
