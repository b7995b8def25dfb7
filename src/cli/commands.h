// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "cli/command.h"

namespace tagwarden {

extern const Command publish_command;
extern const Command plan_command;
extern const Command copy_command;
extern const Command ls_command;
extern const Command rollback_command;
extern const Command withdraw_command;
extern const Command reinstate_command;
extern const Command hold_command;
extern const Command unhold_command;
extern const Command promote_command;
extern const Command settle_command;
extern const Command recover_command;
extern const Command repair_command;
extern const Command status_command;
extern const Command history_command;
extern const Command ledger_verify_command;
extern const Command ledger_export_command;
extern const Command ledger_import_command;
extern const Command resolve_command;
extern const Command verify_command;
extern const Command adopt_command;
extern const Command version_command;
extern const Command compare_command;
extern const Command sort_command;
extern const Command help_command;

}  // namespace tagwarden
