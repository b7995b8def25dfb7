// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "flows/transaction.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "core/ledger/intended.h"
#include "core/ledger/recorded_content.h"
#include "flows/adopt.h"
#include "flows/content_jobs.h"
#include "flows/run_record.h"
#include "flows/wait_for_lease.h"

namespace tagwarden {

namespace {

using namespace std::chrono_literals;

constexpr std::string_view again = "run the same command again when the cause is gone: it goes on from here";
constexpr auto stop_patience = 20s;  // for who is stopped while names are set: to finish, and again to put back

std::vector<TagAt> names_of(const std::vector<PlannedMove>& moves)
{
    std::vector<TagAt> names;
    for (const auto& move : moves) names.push_back({move.location, move.move.tag});
    return names;
}

/// The name is where the move was to take it.
bool reached(const SeenTags& seen, const PlannedMove& move)
{
    const auto found = seen.find({move.location, move.move.tag});
    return found != seen.end() && found->second && found->second->digest == move.move.to.digest;
}

/// The state of one run. The steps are called in the order they stand here.
class Transaction {
public:
    Transaction(const Product& product, const Operation& operation, const TransactionPorts& ports)
        : product_(product),
          operation_(operation),
          ports_(ports),
          record_(ports.ledger, ports.clock, {product.edition, ports.actor, ports.holder})
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
        if (auto taken = take_lease(); !taken) return without_lease(taken.error());
        ports_.steps.reached("lease-taken");
        auto result = set_names_under_lease();
        ports_.stop.put_off(stop_patience);
        const auto given_back = ports_.ledger.release(lease_);
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

    /// What this operation is to take over and nobody else has meanwhile.
    std::vector<std::int64_t> taken_over() const
    {
        std::vector<std::int64_t> open;
        std::ranges::copy_if(operation_.takes_over_from, std::back_inserter(open),
                             [&](std::int64_t intent) { return is_open(intent); });
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
            lagging_.insert(all[i].location);
            if (all[i].optional)
                warnings_.push_back(fmt::format("{} lags: {}", all[i].location.str(), results[i].error().message));
            else if (!failure)
                failure = during("bringing " + all[i].transfer.what, results[i].error()).error();
        }
        if (failure) return fail(*failure);
        return {};
    }

    Result<void> take_lease()
    {
        auto lease =
            wait_for_lease({ports_.ledger, ports_.clock, ports_.stop, ports_.notices}, product_.edition, ports_.holder);
        if (!lease) return fail(lease.error());
        lease_ = std::move(*lease);
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
        if (auto set = set_names(plan().anchors, "anchors-set"); !set) return incomplete(set.error());
        note_complete();
        if (auto set = set_names(plan().channels, "channels-set"); !set) return put_back(set.error());
        if (auto seen = read_back(); !seen) return put_back(seen.error());
        note_what_lagging_places_did();
        ports_.steps.reached("read-back");
        if (auto written = write_outcome(Outcome::Result::done, ""); !written) return fail(written.error());
        ports_.steps.reached("outcome-written");
        return report(true);
    }

    /// A release is complete where its content and its anchors are.
    void note_complete()
    {
        for (const auto& it : plan().content)
            if (!lagging_.contains(it.location)) complete_at_.insert(it.location);
    }

    /// Before each place, so that no tag is put when the lease may have run out. One that has is lost: somebody else
    /// may have had it meanwhile, and the plan was made before that.
    Result<void> renew_lease()
    {
        const auto now = ports_.clock.now();
        if (now >= lease_.expires)
            return fail(ErrorKind::busy,
                        fmt::format("the lease ran out at {}, before all names were set", format_time(lease_.expires)));
        auto lease = ports_.ledger.acquire(product_.edition, ports_.holder, now, lease_length);
        if (!lease) return fail(lease.error());
        lease_ = std::move(*lease);
        return {};
    }

    /// One batch a place; each name that is set is remembered for the outcome.
    Result<void> set_names(const std::vector<PlannedMove>& moves, std::string_view step)
    {
        std::map<Location, std::vector<const PlannedMove*>> by_place;
        for (const auto& move : moves)
            if (!lagging_.contains(move.location)) by_place[move.location].push_back(&move);
        for (const auto& [location, batch] : by_place) {
            if (auto renewed = renew_lease(); !renewed) return renewed;
            if (batch.front()->role == Role::channel) channels_asked_of_.insert(location);
            if (auto set = set_batch(*ports_.places.at(location), batch); !set) {
                if (!optional_place(product_, location))
                    return during("setting names at " + location.str(), set.error());
                warnings_.push_back(fmt::format("{} lags: {}", location.str(), set.error().message));
                lagging_.insert(location);
                complete_at_.erase(location);
            }
            ports_.steps.reached(step);
        }
        return {};
    }

    Result<void> set_batch(Repository& place, const std::vector<const PlannedMove*>& batch)
    {
        std::vector<TagMove> puts;
        std::vector<const PlannedMove*> put;
        for (const auto* move : batch) {
            if (!move->puts()) {
                set_.push_back(*move);
                continue;
            }
            puts.push_back(move->move);
            put.push_back(move);
        }
        const auto answers = place.move(puts);
        std::optional<Error> failure;
        for (std::size_t i = 0; i < puts.size(); ++i) {
            if (answers[i])
                set_.push_back(*put[i]);
            else if (!failure)
                failure = answers[i].error();
        }
        if (failure) return fail(*failure);
        return {};
    }

    Result<void> read_back()
    {
        const auto sight = look(readers(ports_.places), names_of(set_));
        for (const auto& [location, error] : sight.failed) {
            if (!optional_place(product_, location))
                return during("reading back the names at " + location.str(), error);
            warnings_.push_back(fmt::format("{} could not be read back: {}", location.str(), error.message));
        }
        return drop_what_is_not_so(sight.seen);
    }

    /// The ledger does not learn of names that were taken without effect.
    Result<void> drop_what_is_not_so(const SeenTags& sight)
    {
        Result<void> all;
        std::erase_if(set_, [&](const PlannedMove& move) {
            const auto seen = sight.find({move.location, move.move.tag});
            if (seen == sight.end() || (seen->second && seen->second->digest == move.move.to.digest)) return false;
            if (move.role == Role::anchor) complete_at_.erase(move.location);
            if (all) all = without_effect(move, seen->second);
            return true;
        });
        return all;
    }

    static std::unexpected<Error> without_effect(const PlannedMove& move, const std::optional<Descriptor>& seen)
    {
        return fail(ErrorKind::refused,
                    fmt::format("'{}:{}' was set to {} but names {}", move.location.str(), move.move.tag.str(),
                                move.move.to.digest.str(), seen ? seen->digest.str() : "nothing"),
                    "somebody else set it too, or the registry accepted it without effect; see 'tagwarden status'");
    }

    /// An optional place that answered with an error may have moved a channel nevertheless.
    void note_what_lagging_places_did()
    {
        auto moves = attempted_channels();
        std::erase_if(moves, [&](const PlannedMove& move) {
            return !lagging_.contains(move.location) || std::ranges::find(set_, move) != set_.end();
        });
        const auto sight = look(readers(ports_.places), names_of(moves));
        std::ranges::copy_if(moves, std::back_inserter(set_),
                             [&](const PlannedMove& move) { return reached(sight.seen, move); });
    }

    Result<void> write_outcome(Outcome::Result result, std::string note)
    {
        Outcome outcome{0, result, set_, "", {}, std::move(note)};
        if (plan().operation == "publish") outcome.version = plan().subject;
        outcome.complete_at.assign(complete_at_.begin(), complete_at_.end());
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

    /// Channels that moved go back where they came from. Which did is asked of the places, not of our own notes: a put
    /// that took effect may have been answered with an error. A name that did not exist before stays, as names are
    /// never deleted to undo.
    std::unexpected<Error> put_back(Error error)
    {
        ports_.stop.put_off(stop_patience);
        std::erase_if(set_, [](const PlannedMove& done) { return done.role == Role::channel; });
        const auto moved = attempted_channels();
        const auto now = look(readers(ports_.places), names_of(moved));
        for (const auto& move : moved) {
            if (!reached(now.seen, move)) continue;
            if (auto undone = undo(move); !undone) {
                error.trail.push_back(fmt::format("putting back '{}:{}': {}", move.location.str(), move.move.tag.str(),
                                                  undone.error().message));
                set_.push_back(move);
            }
        }
        if (now.failed.empty()) return incomplete(std::move(error));
        for (const auto& [location, why] : now.failed)
            error.trail.push_back(
                fmt::format("asking {} which of its channels moved: {}", location.str(), why.message));
        return unfinished(std::move(error));
    }

    /// The channels at places that were asked to move some.
    std::vector<PlannedMove> attempted_channels() const
    {
        std::vector<PlannedMove> moves;
        std::ranges::copy_if(plan().channels, std::back_inserter(moves),
                             [&](const PlannedMove& move) { return channels_asked_of_.contains(move.location); });
        return moves;
    }

    /// Where a channel was before; of one that an interrupted run of ours had moved already, before that.
    std::optional<Descriptor> before(const PlannedMove& move) const
    {
        const TagAt at{move.location, move.move.tag};
        const auto known = outlook_.state.tags.find(at);
        if (!move.puts() && known && intended(outlook_.state, at, move.move.to.digest, record_.open_intent()))
            return recorded_content(outlook_.state, *known);
        return outlook_.seen.at(at);
    }

    Result<void> undo(const PlannedMove& move)
    {
        const auto before = this->before(move);
        if (!before) return fail(ErrorKind::refused, "it did not exist before, and names are not deleted");
        if (before->digest == move.move.to.digest) return {};
        const TagMove back{move.move.tag, move.move.to.digest, *before};
        return ports_.places.at(move.location)->move({&back, 1}).front();
    }

    TransactionReport report(bool changed) const
    {
        return {outlook_.proposal, changed, warnings_, changed && ports_.stop.requested()};
    }

    const Product& product_;
    const Operation& operation_;
    const TransactionPorts& ports_;
    RunRecord record_;
    Outlook outlook_;
    Lease lease_;
    bool adopted_ = false;  ///< the ledger learned of what was there before
    std::set<Location> lagging_;
    std::set<Location> channels_asked_of_;  ///< places that were asked to move channels, whatever they answered
    std::set<Location> complete_at_;
    std::vector<PlannedMove> set_;
    std::vector<std::string> warnings_;
};

}  // namespace

Result<TransactionReport> transact(const Product& product, const Operation& operation, const TransactionPorts& ports,
                                   const Approval& approve)
{
    return Transaction(product, operation, ports).run(approve);
}

}  // namespace tagwarden
