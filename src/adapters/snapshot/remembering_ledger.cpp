// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/snapshot/remembering_ledger.h"

#include "core/ledger/state_codec.h"

namespace tagwarden {

namespace {

StateAt remembered(StateSnapshots& snapshots, const std::string& edition)
{
    auto bytes = snapshots.find(edition);
    auto known = bytes ? load_state(std::move(*bytes)) : std::nullopt;
    return known ? std::move(*known) : StateAt{};
}

Result<StateAt> state_of(LedgerReader& ledger, StateSnapshots& snapshots, const std::string& edition)
{
    auto known = remembered(snapshots, edition);
    auto since = ledger.entries_after(known.head);
    if (!since && since.error().kind == ErrorKind::malformed && known.head != Head{}) {
        known = {};  // of a journal that is not here; whether this one is whole shows when all of it is read
        since = ledger.entries_after(known.head);
    }
    if (!since) return fail(since.error());
    fold_more(known, *since, edition);
    if (since->size() >= worth_remembering) snapshots.keep(edition, save_state(known));
    return known;
}

class RememberingReader final : public LedgerReader {
public:
    RememberingReader(std::unique_ptr<LedgerReader> ledger, std::unique_ptr<StateSnapshots> snapshots)
        : ledger_(std::move(ledger)), snapshots_(std::move(snapshots))
    {
    }

    Result<std::vector<Entry>> entries_after(const Head& after) override { return ledger_->entries_after(after); }
    Result<void> each_entry(const std::function<Result<void>(const Entry&)>& visitor) override
    {
        return ledger_->each_entry(visitor);
    }
    Result<StateAt> state(const std::string& edition) override { return state_of(*ledger_, *snapshots_, edition); }

private:
    std::unique_ptr<LedgerReader> ledger_;
    std::unique_ptr<StateSnapshots> snapshots_;
};

class RememberingLedger final : public Ledger {
public:
    RememberingLedger(std::unique_ptr<Ledger> ledger, std::unique_ptr<StateSnapshots> snapshots)
        : ledger_(std::move(ledger)), snapshots_(std::move(snapshots))
    {
    }

    Result<std::vector<Entry>> entries_after(const Head& after) override { return ledger_->entries_after(after); }
    Result<void> each_entry(const std::function<Result<void>(const Entry&)>& visitor) override
    {
        return ledger_->each_entry(visitor);
    }
    Result<StateAt> state(const std::string& edition) override { return state_of(*ledger_, *snapshots_, edition); }
    Result<void> append_sealed(const Head& after, const std::vector<Entry>& group) override
    {
        return ledger_->append_sealed(after, group);
    }
    Result<Lease> acquire(const std::string& edition, const std::string& holder, Time now,
                          std::chrono::seconds length) override
    {
        return ledger_->acquire(edition, holder, now, length);
    }
    Result<void> release(const Lease& lease) override { return ledger_->release(lease); }

private:
    std::unique_ptr<Ledger> ledger_;
    std::unique_ptr<StateSnapshots> snapshots_;
};

}  // namespace

std::unique_ptr<LedgerReader> remembering(std::unique_ptr<LedgerReader> ledger,
                                          std::unique_ptr<StateSnapshots> snapshots)
{
    return std::make_unique<RememberingReader>(std::move(ledger), std::move(snapshots));
}

std::unique_ptr<Ledger> remembering(std::unique_ptr<Ledger> ledger, std::unique_ptr<StateSnapshots> snapshots)
{
    return std::make_unique<RememberingLedger>(std::move(ledger), std::move(snapshots));
}

}  // namespace tagwarden
