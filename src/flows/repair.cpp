// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "flows/repair.h"

#include "core/plan_repair.h"

namespace tagwarden {

Operation repair_operation(const std::string& version)
{
    Operation operation;
    operation.to_go_on = "run the same command again when the cause is gone";
    operation.without_content =
        "the anchor stays as it is; publish the content again, if its source still has it, under a "
        "version of its own";
    operation.names = [version](const RuleInputs& inputs) { return recorded_anchors(inputs, version); };
    operation.propose = [version](const PlanInputs& inputs) { return plan_repair(inputs, version); };
    return operation;
}

}  // namespace tagwarden
