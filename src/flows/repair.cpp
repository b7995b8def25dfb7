// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "flows/repair.h"

#include "core/plan_repair.h"
#include "flows/content_holders.h"

namespace tagwarden {

Operation repair_operation(const std::string& version)
{
    Operation operation;
    operation.to_go_on = "run 'tagwarden repair " + version + "' again when the cause is gone";
    operation.names = [version](const RuleInputs& inputs) { return recorded_anchors(inputs, version); };
    operation.propose = [version](const PlanInputs& inputs) { return plan_repair(inputs, version); };
    return operation;
}

Result<void> check_repair(const Product& product, const std::string& version, LedgerReader& ledger,
                          const ReadPlaces& places, Time now)
{
    const auto outlook = propose(product, repair_operation(version), ledger, places, now);
    if (!outlook) return fail(outlook.error());
    std::map<Part, Descriptor> parts;
    for (const auto& it : outlook->proposal.plan.content) parts.insert_or_assign(it.part, it.root);
    auto there = check_holders(parts, places);
    if (there || there.error().kind != ErrorKind::refused) return there;
    there.error().hint =
        "the anchor stays as it is; publish the content again, if its source still has it, under a "
        "version of its own";
    return there;
}

}  // namespace tagwarden
