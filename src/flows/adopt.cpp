// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "flows/adopt.h"

#include "flows/transaction.h"

namespace tagwarden {

namespace {

/// Adopting brings no content.
struct NoTransfer final : ContentTransfer {
    Each<TransferReport> transfer(std::span<const TransferJob> jobs, Progress&) override
    {
        return {jobs.size(), fail(ErrorKind::refused, "adopting a repository brings no content")};
    }
};

/// An operation that sets no name: it only has something to tell. `told` is what it proposed last.
Operation adoption_of(const std::string& edition, const std::vector<FoundTags>& found, Adoption& told)
{
    Operation operation;
    operation.may_plan_again = true;
    operation.takes_stock = false;
    operation.names = [](const RuleInputs&) { return Result<std::vector<TagAt>>(); };
    operation.propose = [&edition, &found, &told](const PlanInputs& inputs) -> Result<Proposal> {
        auto adoption = adopt(inputs.rules, edition, found);
        if (!adoption) return fail(adoption.error());
        told = std::move(*adoption);
        Proposal proposal{told.entries, {}};
        proposal.plan.operation = "adopt";
        return proposal;
    };
    return operation;
}

}  // namespace

Result<AdoptionReport> plan_adoption(const Product& product, const std::vector<FoundTags>& found, LedgerReader& ledger,
                                     Time now)
{
    AdoptionReport report;
    const auto outlook = propose(product, adoption_of(product.edition, found, report.adoption), ledger, {}, now);
    if (!outlook) return fail(outlook.error());
    return report;
}

Result<AdoptionReport> adopt_found(const Product& product, const std::vector<FoundTags>& found,
                                   const AdoptionPorts& ports)
{
    AdoptionReport report;
    NoTransfer transfer;
    const WritePlaces no_places;
    NoSteps no_steps;
    const TransactionPorts all{ports.ledger, ports.clock,  transfer,   no_places, ports.progress,
                               ports.actor,  ports.holder, ports.stop, no_steps,  ports.notices};
    const auto done = transact(product, adoption_of(product.edition, found, report.adoption), all,
                               [](const Proposal&) { return Result<void>{}; });
    if (!done) return fail(done.error());
    report.changed = done->changed;
    report.adoption.warnings.insert(report.adoption.warnings.end(), done->warnings.begin(), done->warnings.end());
    return report;
}

}  // namespace tagwarden
