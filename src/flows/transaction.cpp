// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "flows/transaction.h"

#include <fmt/format.h>

#include <algorithm>

#include "flows/adopt.h"
#include "flows/content_jobs.h"
#include "flows/held_lease.h"
#include "flows/name_setting.h"
#include "flows/run_record.h"

namespace tagwarden {

namespace {

using namespace std::chrono_literals;

constexpr std::string_view again = "run the same command again when the cause is gone: it goes on from here";
constexpr auto stop_patience = 20s;  // for who is stopped while names are set: to finish, and again to put back

/// The state of one run. The steps are called in the order they stand here.
class Transaction {
public:
    Transaction(const Product& product, const Operation& operation, const TransactionPorts& ports)
        : product_(product),
          operation_(operation),
          ports_(ports),
          record_(ports.ledger, ports.clock, {product.edition, ports.actor, ports.holder}),
          lease_(ports, product.edition),
          names_(product, ports, lease_)
    {
    }

    Result<TransactionReport> run(const Approval& approve)
    {
        if (auto ready = prepare(); !ready) return fail(ready.error());
        ports_.steps.reached("proposed");
        if (auto yes = approve(outlook_.proposal); !yes) return fail(yes.error());
        if (auto adopted = adopt_first(); !adopted) return fail(adopted.error());
        if (nothing_to_do()) return report(adopted_);
        if (!plan().content.empty())
            if (auto written = write_intent(); !written) return fail(written.error());
        if (auto brought = bring_content(); !brought) return without_content(brought.error());
        ports_.steps.reached("content-brought");
        if (auto taken = lease_.take(); !taken) return without_lease(taken.error());
        ports_.steps.reached("lease-taken");
        auto result = set_names_under_lease();
        ports_.stop.put_off(stop_patience);
        const auto given_back = lease_.give_back();
        if (!given_back && result)
            result->warnings.push_back("the lease could not be given back; it will expire: " +
                                       given_back.error().message);
        return result;
    }

private:
    const Plan& plan() const { return outlook_.proposal.plan; }
    bool nothing_to_do() const
    {
        return plan().changes_nothing() && outlook_.proposal.decisions.empty() && taken_over().empty() &&
               !completes_a_release();
    }

    /// What its last publication lacked is there by now, and the ledger has yet to learn it.
    bool completes_a_release() const
    {
        const auto* known = outlook_.state.find(plan().subject);
        return plan().operation == "publish" && known != nullptr && known->incomplete;
    }

    /// The plan is in the ledger, without an outcome.
    bool announced() const { return record_.open_intent() != 0; }

    bool is_open(std::int64_t intent) const
    {
        return std::ranges::find(outlook_.state.open_intents, intent, &OpenIntent::sequence) !=
               outlook_.state.open_intents.end();
    }

    bool takes_over(std::int64_t intent) const
    {
        return std::ranges::find(operation_.takes_over_from, intent) != operation_.takes_over_from.end();
    }

    /// What this operation is to take over and nobody else has meanwhile.
    std::vector<std::int64_t> taken_over() const
    {
        std::vector<std::int64_t> open;
        for (const auto& it : outlook_.state.open_intents)
            if (takes_over(it.sequence)) open.push_back(it.sequence);
        return open;
    }

    Result<void> prepare()
    {
        auto outlook = propose(product_, operation_, ports_.ledger, readers(ports_.places), ports_.clock.now());
        if (!outlook) return fail(outlook.error());
        outlook_ = std::move(*outlook);
        return {};
    }

    /// Before the intent, so that the ledger tells what was there from what this run sets.
    Result<void> adopt_first()
    {
        if (outlook_.adoption.entries.empty()) return {};
        const auto done = adopt_found(
            product_, outlook_.found,
            {ports_.ledger, ports_.clock, ports_.progress, ports_.actor, ports_.holder, ports_.stop, ports_.notices});
        if (!done) return during("adopting what was there before", done.error());
        adopted_ = done->changed;
        for (const auto& told : {done->adoption.summary(), done->adoption.warnings})
            warnings_.insert(warnings_.end(), told.begin(), told.end());
        return {};
    }

    Result<void> write_intent()
    {
        if (auto written = record_.intend(outlook_.head, outlook_.proposal, operation_); !written) return written;
        ports_.steps.reached("intent-written");
        return {};
    }

    Result<void> bring_content()
    {
        const auto all = content_jobs(plan(), product_, operation_, ports_.places);
        std::vector<TransferJob> transfers;
        for (const auto& job : all) transfers.push_back(job.transfer);
        const auto results = ports_.transfer.transfer(transfers, ports_.progress);
        std::optional<Error> failure;
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (results[i]) {
                for (const auto& warning : results[i]->warnings)
                    warnings_.push_back(fmt::format("{}: {}", all[i].location.str(), warning));
                continue;
            }
            names_.lag(all[i].location);
            if (all[i].optional)
                warnings_.push_back(fmt::format("{} lags: {}", all[i].location.str(), results[i].error().message));
            else if (!failure)
                failure = during("bringing " + all[i].transfer.what, results[i].error()).error();
        }
        if (failure) return fail(*failure);
        return {};
    }

    static std::unexpected<Error> stopped_before_names()
    {
        return fail(ErrorKind::interrupted, "stopped before any name was set; every name is as it was",
                    "run the same command again to go on: content that arrived is not sent again");
    }

    /// What was planned without the lease is planned again under it. An equal plan goes on. Another one ends an
    /// operation that somebody approved; a publisher that was overtaken takes it, as if it had come later.
    Result<void> plan_again()
    {
        const auto before = plan();
        if (auto ready = prepare(); !ready) return fail(ready.error());
        // While content was on its way somebody may have taken this run for one that nobody finishes any more.
        if (!is_open(record_.open_intent())) record_.give_up_intent();
        // What this run announced may have been replaced by another publisher's announcement; then it is said again.
        const bool still_announced = outlook_.proposal.decisions.empty();
        if (plan() == before && (!announced() || still_announced))
            return announced() || nothing_to_do() ? Result<void>{} : write_intent();
        if (!operation_.may_plan_again && plan() != before)
            return fail(ErrorKind::refused,
                        fmt::format("the world changed while this {} was under way: another plan is right now",
                                    before.operation),
                        "look at it with --dry-run or 'tagwarden status', and run the same command again");
        if (auto written = write_outcome(Outcome::Result::abandoned, "overtaken by another run"); !written)
            return written;
        record_.give_up_intent();
        if (nothing_to_do()) return {};
        if (auto written = write_intent(); !written) return written;
        return bring_content();
    }

    Result<TransactionReport> set_names_under_lease()
    {
        if (auto planned = plan_again(); !planned) return abandoned(planned.error());
        if (nothing_to_do()) return report(false);
        ports_.steps.reached("planned-again");
        if (ports_.stop.requested()) return abandoned(stopped_before_names().error());
        ports_.stop.put_off(stop_patience);
        if (auto set = names_.set(plan().anchors, "anchors-set"); !set) return incomplete(set.error());
        names_.note_complete(plan());
        if (auto set = names_.set(plan().channels, "channels-set"); !set) return put_back(set.error());
        if (auto seen = names_.read_back(); !seen) return put_back(seen.error());
        names_.look_at_lagging_places(plan());
        for (const auto& open : outlook_.state.open_intents)
            if (takes_over(open.sequence)) names_.note_unsure_moves_of(open);
        ports_.steps.reached("read-back");
        if (auto written = write_outcome(Outcome::Result::done, ""); !written) return fail(written.error());
        ports_.steps.reached("outcome-written");
        return report(true);
    }

    Result<void> write_outcome(Outcome::Result result, std::string note)
    {
        Outcome outcome{0, result, names_.names(), "", {}, std::move(note), names_.unsure()};
        if (plan().operation == "publish") outcome.version = plan().subject;
        outcome.complete_at.assign(names_.complete_at().begin(), names_.complete_at().end());
        const auto done = result == Outcome::Result::done ? taken_over() : std::vector<std::int64_t>();
        return record_.conclude(outlook_.head, std::move(outcome), done, operation_.their_outcome);
    }

    /// Ends the run with `error`; the ledger learns how far it came.
    std::unexpected<Error> ended(Outcome::Result result, Error error)
    {
        ports_.stop.put_off(stop_patience);  // the ledger has to learn it even where a stop is the reason
        const auto written = write_outcome(result, error.message);
        if (!written) error.trail.push_back("writing the outcome: " + written.error().message);
        return fail(std::move(error));
    }

    std::unexpected<Error> abandoned(Error error) { return ended(Outcome::Result::abandoned, std::move(error)); }

    std::unexpected<Error> without_content(Error error)
    {
        return error.kind == ErrorKind::interrupted ? without_lease(std::move(error)) : incomplete(std::move(error));
    }

    std::unexpected<Error> without_lease(Error error)
    {
        if (error.kind == ErrorKind::interrupted) error = stopped_before_names().error();
        return abandoned(std::move(error));
    }

    std::unexpected<Error> incomplete(Error error)
    {
        add_way_on(error);
        return ended(Outcome::Result::incomplete, std::move(error));
    }

    /// A run that does not know where it left its channels is not over: without an outcome `recover` goes on with it.
    std::unexpected<Error> unfinished(Error error)
    {
        add_way_on(error);
        return fail(std::move(error));
    }

    void add_way_on(Error& error) const
    {
        error.hint += error.hint.empty() ? "" : "; then ";
        error.hint += announced() ? operation_.to_go_on : again;
    }

    std::unexpected<Error> put_back(Error error)
    {
        ports_.stop.put_off(stop_patience);
        const bool known = names_.put_back(outlook_, record_.open_intent(), error);
        return known ? incomplete(std::move(error)) : unfinished(std::move(error));
    }

    TransactionReport report(bool changed) const
    {
        auto warnings = warnings_;
        warnings.insert(warnings.end(), names_.warnings().begin(), names_.warnings().end());
        return {outlook_.proposal, changed, std::move(warnings), changed && ports_.stop.requested()};
    }

    const Product& product_;
    const Operation& operation_;
    const TransactionPorts& ports_;
    RunRecord record_;
    Outlook outlook_;
    HeldLease lease_;
    NameSetting names_;
    bool adopted_ = false;  ///< the ledger learned of what was there before
    std::vector<std::string> warnings_;
};

}  // namespace

Result<TransactionReport> transact(const Product& product, const Operation& operation, const TransactionPorts& ports,
                                   const Approval& approve)
{
    return Transaction(product, operation, ports).run(approve);
}

}  // namespace tagwarden
