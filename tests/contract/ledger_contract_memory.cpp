// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/memory/memory_ledger.h"
#include "tests/contract/ledger_contract.h"

namespace tagwarden::tests {

namespace {

struct MemoryJournal final : Journal {
    std::unique_ptr<Ledger> open() override { return std::make_unique<MemoryLedger>(store); }

    std::shared_ptr<MemoryLedger::Store> store = std::make_shared<MemoryLedger::Store>();
};

LedgerImplementation memory()
{
    return {"memory", [] { return std::make_unique<MemoryJournal>(); }};
}

}  // namespace

INSTANTIATE_TEST_SUITE_P(memory, LedgerContract, testing::Values(memory()), testing::PrintToStringParamName());

}  // namespace tagwarden::tests
