// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "flows/recover.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "core/edition.h"
#include "flows/content_holders.h"
#include "flows/publish.h"
#include "flows/repair.h"

namespace tagwarden {

std::string_view name_of(Recovered::End end)
{
    switch (end) {
        case Recovered::End::finished: return "finished";
        case Recovered::End::taken_back: return "taken-back";
        case Recovered::End::forgotten: return "forgotten";
        case Recovered::End::left: return "left";
    }
    return "";
}

namespace {

using End = Recovered::End;

bool is_publish(const Recovery& left)
{
    return left.operation == "publish" && left.release;
}

Operation operation_for(const Recovery& left)
{
    if (is_publish(left)) return publish_operation(*left.release, true);  // what it lacks was allowed at the time
    if (left.operation == "repair") return repair_operation(left.subject);
    Operation operation;
    operation.names = names_of_channels;
    operation.propose = [left](const PlanInputs& inputs) { return plan_rest(inputs, left); };
    return operation;
}

/// Recovering overwrites nothing: that is for somebody to ask for.
std::string way_to_take_over(const Recovery& left, const std::string& edition)
{
    if (left.release)
        return fmt::format("publish {} again with {} to overwrite it", left.subject, said_for(edition, "--take-over"));
    return fmt::format("overwrite it with '{}' and run 'tagwarden recover' again",
                       said_for(edition, "tagwarden settle --take-over"));
}

/// Brings what was left to its end.
Operation finishing(const Recovery& left, const std::string& edition)
{
    auto operation = operation_for(left);
    operation.reason = left.since.reason;
    operation.may_plan_again = true;
    operation.takes_over_from = left.intents;
    operation.to_go_on = "run 'tagwarden recover' again when the cause is gone";
    operation.to_take_over = way_to_take_over(left, edition);
    return operation;
}

/// Puts channels back, at the places that answer.
Operation taking_back(const Recovery& left, const ReadPlaces& places)
{
    const auto sight = look(places, names_to_take_back(left));
    std::vector<TagAt> names;
    for (const auto& [at, seen] : sight.seen)
        if (!sight.failed.contains(at.location)) names.push_back(at);
    Operation operation;
    operation.may_plan_again = true;
    // A place that did not answer may be where its run left it: then it is not over.
    if (sight.failed.empty()) operation.takes_over_from = left.intents;
    operation.to_go_on = "run 'tagwarden recover' again when the cause is gone";
    operation.with_attached = false;  // it was there before, and is not needed for this
    operation.names = [names](const RuleInputs&) -> Result<std::vector<TagAt>> { return names; };
    operation.propose = [left](const PlanInputs& inputs) -> Result<Proposal> { return plan_take_back(inputs, left); };
    return operation;
}

Result<void> check_content(const Recovery& left, const ReadPlaces& places)
{
    if (!left.release) return {};
    auto there = check_holders(left.release->parts, places);
    if (!there && there.error().kind == ErrorKind::refused && is_publish(left))
        there.error().hint = "publish " + left.subject + " again from its source, or withdraw it";
    return there;
}

/// Whoever is waited for, or wants it to end, ends all of it.
bool ends_all(const Error& error)
{
    return error.kind == ErrorKind::busy || error.kind == ErrorKind::interrupted;
}

/// Where nobody has the content, no later run can do more; where a place did not answer, one may.
End end_without(const Error& why)
{
    return why.kind == ErrorKind::refused ? End::forgotten : End::taken_back;
}

/// Only a publish leaves channels to take back. Anything else is left for later, or forgotten without its content.
bool may_take_back(const Recovery& left, const Error& error, End end)
{
    if (!left.release || !left.interrupted() || ends_all(error)) return false;
    return is_publish(left) || end == End::forgotten;
}

/// The end that taking back comes to: none, as long as a place may still be where the run left it.
End reached(const Operation& taking_back, End end)
{
    return taking_back.takes_over_from.empty() ? End::left : end;
}

class Recoverer {
public:
    Recoverer(const Product& product, const TransactionPorts& ports, const Approval& approve)
        : product_(product), ports_(ports), approve_(approve)
    {
    }

    RecoverReport run(const std::vector<Recovery>& all)
    {
        for (const auto& left : all) {
            auto one = recover(left);
            one.edition = product_.edition;
            if (one.error && !report_.error && one.end != End::forgotten) report_.error = one.error;
            report_.all.push_back(std::move(one));
            if (report_.error && ends_all(*report_.error)) break;
        }
        return std::move(report_);
    }

private:
    Recovered recover(const Recovery& left)
    {
        const auto there = check_content(left, readers(ports_.places));
        if (!there) return take_back(left, there.error(), end_without(there.error()));
        const auto report = act(finishing(left, product_.edition));
        if (report) return {left, End::finished, report->proposal.plan, std::nullopt};
        return take_back(left, report.error(), End::taken_back);
    }

    Recovered take_back(const Recovery& left, Error why, End end)
    {
        if (!may_take_back(left, why, end)) return {left, End::left, {}, std::move(why)};
        auto operation = taking_back(left, readers(ports_.places));
        operation.their_outcome = end == End::forgotten ? Outcome::Result::abandoned : Outcome::Result::incomplete;
        const auto report = act(operation);
        if (report) return {left, reached(operation, end), report->proposal.plan, std::move(why)};
        why.trail.push_back("taking it back: " + report.error().message);
        return {left, End::left, {}, std::move(why)};
    }

    Result<TransactionReport> act(const Operation& operation)
    {
        auto report = transact(product_, operation, ports_, approve_);
        if (report) report_.warnings.insert(report_.warnings.end(), report->warnings.begin(), report->warnings.end());
        if (report && report->stopped)
            report_.error = fail(ErrorKind::interrupted, "stopped, after what was under way had come to its end",
                                 "run 'tagwarden recover' again for what is left")
                                .error();
        return report;
    }

    const Product& product_;
    const TransactionPorts& ports_;
    const Approval& approve_;
    RecoverReport report_;
};

Result<std::vector<Recovery>> what_was_left(LedgerReader& ledger, const std::string& edition)
{
    const auto known = ledger.state(edition);
    if (!known) return during("reading the ledger", known.error());
    return recoveries(known->state);
}

}  // namespace

bool RecoverReport::changed() const
{
    return std::ranges::any_of(all,
                               [](const Recovered& it) { return it.end != End::left || !it.plan.changes_nothing(); });
}

void RecoverReport::add(RecoverReport more)
{
    std::ranges::move(more.all, std::back_inserter(all));
    std::ranges::move(more.warnings, std::back_inserter(warnings));
    if (!error) error = std::move(more.error);
}

Result<RecoverReport> recover(const Product& product, const TransactionPorts& ports, const Approval& approve)
{
    const auto all = what_was_left(ports.ledger, product.edition);
    if (!all) return fail(all.error());
    return Recoverer(product, ports, approve).run(*all);
}

Result<std::vector<Recovered>> plan_recover(const Product& product, LedgerReader& ledger, const ReadPlaces& places,
                                            Time now)
{
    const auto all = what_was_left(ledger, product.edition);
    if (!all) return fail(all.error());
    std::vector<Recovered> planned;
    for (const auto& left : *all) {
        const auto there = check_content(left, places);
        auto outlook = there ? propose(product, finishing(left, product.edition), ledger, places, now)
                             : Result<Outlook>(fail(there.error()));
        if (outlook) {
            planned.push_back({left, End::finished, std::move(outlook->proposal.plan), std::nullopt, product.edition});
            continue;
        }
        Recovered it{left, End::left, {}, outlook.error(), product.edition};
        const auto end = there ? End::taken_back : end_without(there.error());
        if (may_take_back(left, outlook.error(), end)) {
            const auto operation = taking_back(left, places);
            if (auto back = propose(product, operation, ledger, places, now)) {
                it.end = reached(operation, end);
                it.plan = std::move(back->proposal.plan);
            }
        }
        planned.push_back(std::move(it));
    }
    return planned;
}

}  // namespace tagwarden
