// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include <stdexcept>

#include "adapters/sqlite/sqlite_ledger.h"
#include "tests/contract/ledger_contract.h"
#include "tests/support/temporary_folder.h"

namespace tagwarden::tests {

namespace {

struct SqliteJournal final : Journal {
    std::unique_ptr<Ledger> open() override
    {
        auto ledger = open_sqlite_ledger(folder / "ledger.db");
        if (!ledger) throw std::runtime_error(ledger.error().message);
        return std::move(*ledger);
    }

    TemporaryFolder folder;
};

LedgerImplementation sqlite()
{
    return {"sqlite", [] { return std::make_unique<SqliteJournal>(); }};
}

}  // namespace

INSTANTIATE_TEST_SUITE_P(sqlite, LedgerContract, testing::Values(sqlite()), testing::PrintToStringParamName());

}  // namespace tagwarden::tests
