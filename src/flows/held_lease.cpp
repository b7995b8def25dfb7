// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "flows/held_lease.h"

#include <fmt/format.h>

#include "base/time.h"
#include "flows/wait_for_lease.h"

namespace tagwarden {

Result<void> HeldLease::take()
{
    auto lease = wait_for_lease({ports_.ledger, ports_.clock, ports_.stop, ports_.notices}, edition_, ports_.holder);
    if (!lease) return fail(lease.error());
    lease_ = std::move(*lease);
    return {};
}

Result<void> HeldLease::renew()
{
    const auto now = ports_.clock.now();
    if (now >= lease_.expires)
        return fail(ErrorKind::busy,
                    fmt::format("the lease ran out at {}, before all names were set", format_time(lease_.expires)));
    auto lease = ports_.ledger.acquire(edition_, ports_.holder, now, lease_length);
    if (!lease) return fail(lease.error());
    lease_ = std::move(*lease);
    return {};
}

Result<void> HeldLease::give_back()
{
    return ports_.ledger.release(lease_);
}

}  // namespace tagwarden
