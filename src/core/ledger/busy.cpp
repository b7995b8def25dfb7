// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/ledger/busy.h"

#include <fmt/format.h>

#include "base/text.h"

namespace tagwarden {

std::unexpected<Error> appended_by_another(const Head& head, const Head& wanted)
{
    return fail(ErrorKind::busy,
                fmt::format("the ledger ends with entry {}, want entry {}: somebody else appended first", head.sequence,
                            wanted.sequence),
                "try again");
}

std::unexpected<Error> leased_by_another(const std::string& edition, const std::string& holder, Time expires)
{
    const auto of_edition = edition.empty() ? "" : fmt::format(" of edition '{}'", printable(edition));
    return fail(ErrorKind::busy,
                fmt::format("the lease{} is held by {} until {}", of_edition, printable(holder), format_time(expires)),
                "wait until it is given back; a lease whose holder is gone ends at that time");
}

}  // namespace tagwarden
