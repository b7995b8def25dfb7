// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/memory/memory_ledger.h"

#include "core/ledger/busy.h"

namespace tagwarden {

Result<std::vector<Entry>> MemoryLedger::entries_after(const Head& after)
{
    const std::lock_guard lock(store_->mutex);
    const auto& all = store_->entries;
    const auto known = static_cast<std::size_t>(after.sequence);
    if (known > all.size() || (known > 0 && all[known - 1].hash != after.hash))
        return fail(ErrorKind::malformed, not_in_journal(after));
    std::vector<Entry> entries(all.begin() + after.sequence, all.end());
    if (const auto whole = check_chain(entries, after); !whole) return fail(whole.error());
    return entries;
}

Result<void> MemoryLedger::append_sealed(const Head& after, const std::vector<Entry>& group)
{
    if (auto whole = check_chain(group, after); !whole) return whole;
    const std::lock_guard lock(store_->mutex);
    if (const auto head = head_of(store_->entries); head != after) return appended_by_another(head, after);
    store_->entries.insert(store_->entries.end(), group.begin(), group.end());
    return {};
}

Result<Lease> MemoryLedger::acquire(const std::string& edition, const std::string& holder, Time now,
                                    std::chrono::seconds length)
{
    const std::lock_guard lock(store_->mutex);
    const auto taken = store_->leases.find(edition);
    if (taken != store_->leases.end() && taken->second.holder != holder && taken->second.expires > now)
        return leased_by_another(edition, taken->second.holder, taken->second.expires);
    Lease lease{edition, holder, now + length};
    store_->leases.insert_or_assign(edition, lease);
    return lease;
}

Result<void> MemoryLedger::release(const Lease& lease)
{
    const std::lock_guard lock(store_->mutex);
    const auto taken = store_->leases.find(lease.edition);
    if (taken != store_->leases.end() && taken->second.holder == lease.holder) store_->leases.erase(taken);
    return {};
}

}  // namespace tagwarden
