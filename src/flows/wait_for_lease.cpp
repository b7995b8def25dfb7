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
    // Asking takes its time, too: of a ledger behind a network more than the pauses between.
    const auto begun = ports.clock.running();
    for (;;) {
        if (ports.stop.requested()) return fail(ErrorKind::interrupted, "stopped while it waited for the lease");
        auto lease = ports.ledger.acquire(edition, holder, ports.clock.now(), lease_length);
        if (lease || lease.error().kind != ErrorKind::busy) return lease;
        const auto waited = ports.clock.running() - begun;
        const auto seconds = std::chrono::floor<std::chrono::seconds>(waited);
        if (waited >= patience) return during(fmt::format("waiting {} for it", seconds), lease.error());
        if (waited >= next_word) {
            ports.notices.notice(fmt::format("waiting for {} so far: {}", seconds, lease.error().message));
            next_word += words_apart;
        }
        ports.clock.wait(look);
    }
}

}  // namespace tagwarden
