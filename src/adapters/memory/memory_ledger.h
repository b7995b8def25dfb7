// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "ports/ledger.h"

namespace tagwarden {

/// A ledger that lives as long as its store. Several ledgers may share one store, as several machines
/// share one journal; they may be used from several threads.
class MemoryLedger final : public Ledger {
public:
    struct Store {
        std::mutex mutex;
        std::vector<Entry> entries;
        std::map<std::string, Lease> leases;  ///< by edition
    };

    explicit MemoryLedger(std::shared_ptr<Store> store = std::make_shared<Store>()) : store_(std::move(store)) {}

    Result<std::vector<Entry>> entries_after(const Head& after) override;
    Result<void> append_sealed(const Head& after, const std::vector<Entry>& group) override;
    Result<Lease> acquire(const std::string& edition, const std::string& holder, Time now,
                          std::chrono::seconds length) override;
    Result<void> release(const Lease& lease) override;

private:
    std::shared_ptr<Store> store_;
};

}  // namespace tagwarden
