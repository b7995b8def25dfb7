// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/memory/memory_ledger.h"
#include "adapters/snapshot/remembering_ledger.h"
#include "tests/contract/ledger_contract.h"

namespace tagwarden::tests {

namespace {

struct Nothing final : StateSnapshots {
    std::optional<std::string> find(const std::string&) override { return std::nullopt; }
    void keep(const std::string&, std::string_view) override {}
};

struct RememberingJournal final : Journal {
    std::unique_ptr<Ledger> open() override
    {
        std::unique_ptr<Ledger> ledger = std::make_unique<MemoryLedger>(store);
        return remembering(std::move(ledger), std::make_unique<Nothing>());
    }

    std::shared_ptr<MemoryLedger::Store> store = std::make_shared<MemoryLedger::Store>();
};

LedgerImplementation that_remembers()
{
    return {"remembering", [] { return std::make_unique<RememberingJournal>(); }};
}

}  // namespace

INSTANTIATE_TEST_SUITE_P(remembering, LedgerContract, testing::Values(that_remembers()),
                         testing::PrintToStringParamName());

}  // namespace tagwarden::tests
