// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "cli/arguments.h"
#include "cli/console.h"
#include "cli/world.h"
#include "flows/operation.h"
#include "flows/transaction.h"

namespace tagwarden {

/// Whether a command asks before it acts.
enum class Asks { no, yes };

/// Shows what an operation would do. Writes nothing.
Result<Plan> show_plan(const Operation& operation, World& world, Console& console);

/// Shows the plan, asks where it must (or wants --yes where nobody can be asked), acts, and says what became of it.
/// With --dry-run it only shows.
Result<TransactionReport> run_operation(const Operation& operation, Asks asks, const Arguments& arguments, World& world,
                                        Console& console);

/// The report of an operation as --json shows it.
JsonObject report_json(const TransactionReport& report);

}  // namespace tagwarden
