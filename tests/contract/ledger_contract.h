// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <ostream>
#include <string>

#include "ports/ledger.h"

namespace tagwarden::tests {

/// One journal that any number of ledgers can be opened on, as machines and processes do.
struct Journal {
    virtual ~Journal() = default;

    virtual std::unique_ptr<Ledger> open() = 0;
};

/// An implementation of the ledger, as the contract wants to know it.
struct LedgerImplementation {
    std::string name;
    std::function<std::unique_ptr<Journal>()> make_journal;  ///< empty, and nobody else's
};

inline std::ostream& operator<<(std::ostream& out, const LedgerImplementation& implementation)
{
    return out << implementation.name;
}

/// What ports/ledger.h promises, held against an implementation. The rules are in ledger_contract.cpp; a test
/// program lists that file and says INSTANTIATE_TEST_SUITE_P for each implementation it brings.
class LedgerContract : public testing::TestWithParam<LedgerImplementation> {
protected:
    std::unique_ptr<Journal> journal = GetParam().make_journal();
    std::unique_ptr<Ledger> ledger = journal->open();
    std::unique_ptr<Ledger> other = journal->open();  ///< another machine's
};

}  // namespace tagwarden::tests
