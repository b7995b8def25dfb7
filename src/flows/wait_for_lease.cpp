// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "flows/wait_for_lease.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

namespace tagwarden {

namespace {

using namespace std::chrono_literals;

constexpr auto patience = 60s;
constexpr auto look = 250ms;
constexpr auto first_word = 2s;
constexpr auto words_apart = 15s;

}  // namespace

Result<Lease> wait_for_lease(const LeaseWaitPorts& ports, const std::string& edition, const std::string& holder)
{
    std::chrono::milliseconds next_word = first_word;
    for (auto waited = 0ms;; waited += look) {
        if (ports.stop.requested()) return fail(ErrorKind::interrupted, "stopped while it waited for the lease");
        auto lease = ports.ledger.acquire(edition, holder, ports.clock.now(), lease_length);
        if (lease || lease.error().kind != ErrorKind::busy) return lease;
        if (waited >= patience) return during(fmt::format("waiting {} for it", patience), lease.error());
        if (waited >= next_word) {
            ports.notices.notice(fmt::format("waiting for {} so far: {}",
                                             std::chrono::floor<std::chrono::seconds>(waited), lease.error().message));
            next_word += words_apart;
        }
        ports.clock.wait(look);
    }
}

}  // namespace tagwarden
