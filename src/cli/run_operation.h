// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <functional>
#include <optional>

#include "cli/arguments.h"
#include "cli/console.h"
#include "cli/world.h"
#include "flows/operation.h"
#include "flows/propose.h"
#include "flows/transaction.h"

namespace tagwarden {

/// Whether a command asks before it acts.
enum class Asks { no, yes };

/// What an operation would do. Writes nothing.
Result<Outlook> look_ahead(const Operation& operation, World& world);

void show_plan(const Outlook& outlook, Console& console);

/// What a transaction of this product works with.
struct OpenedTransaction {
    Product product;
    Ledger& ledger;
    WritePlaces places;
    World& world;
    Console& console;

    /// Once world.stop() is called, a signal ends what is done with them and not the process.
    TransactionPorts ports() const;
};

Result<OpenedTransaction> open_transaction(World& world, Console& console);

/// Says what is about to be done, if it is anything.
void show_proposal(const Proposal& proposal, Console& console);

/// What an operation did, or with --dry-run would do.
struct Performed {
    TransactionReport report;
    JsonObject json;                 ///< the same for --json
    std::optional<Error> stopped{};  ///< somebody wanted it to end when everything was done
};

/// Shows the plan, asks where it must (or wants --yes where nobody can be asked), acts, and says what became of it.
/// With --dry-run it only shows. What --json shows is left to the caller.
Result<Performed> perform(const Operation& operation, Asks asks, const Arguments& arguments, World& world,
                          Console& console);

/// The same for a command that does nothing else: with --json.
Result<TransactionReport> run_operation(const Operation& operation, Asks asks, const Arguments& arguments, World& world,
                                        Console& console);

/// The report of an operation as --json shows it.
JsonObject report_json(const TransactionReport& report);

}  // namespace tagwarden
