// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "flows/transaction.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "core/ledger/intended.h"
#include "core/ledger/recorded_content.h"
#include "flows/adopt.h"
#include "flows/append_pause.h"

namespace tagwarden {

namespace {

using namespace std::chrono_literals;

constexpr auto lease_length = 300s;
constexpr auto lease_patience = 60s;
constexpr auto lease_look = 250ms;
constexpr auto first_word = 2s;      // while waiting for the lease
constexpr auto words_apart = 15s;    // likewise
constexpr auto stop_patience = 20s;  // for who is stopped while names are set: to finish, and again to put back
constexpr int append_attempts = 8;

/// The state of one run. The steps are called in the order they stand here.
class Transaction {
public:
    Transaction(const Product& product, const Operation& operation, const TransactionPorts& ports)
        : product_(product), operation_(operation), ports_(ports), now_(ports.clock.now())
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
        if (auto taken = take_lease(); !taken) return abandoned(taken.error());
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
        return plan().changes_nothing() && outlook_.proposal.decisions.empty() && taken_over().empty();
    }

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
        auto outlook = propose(product_, operation_, ports_.ledger, readers(ports_.places), now_);
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

    Draft draft(EntryBody body) const { return {operation_.edition, now_, ports_.actor, std::move(body)}; }

    /// Appends behind whatever the ledger ends with now. What others append meanwhile concerns other names.
    Result<std::vector<Entry>> append(const std::vector<Draft>& group)
    {
        auto& head = outlook_.head;
        for (int attempt = 1;; ++attempt) {
            const auto since = ports_.ledger.entries_after(head);
            if (!since) return during("reading the ledger", since.error());
            if (!since->empty()) head = head_of(*since);
            auto written = ports_.ledger.append(head, group);
            if (written && !written->empty()) head = head_of(*written);
            if (written || written.error().kind != ErrorKind::busy || attempt == append_attempts) return written;
            ports_.clock.wait(append_pause(ports_.holder, attempt));
        }
    }

    Result<void> write_intent()
    {
        std::vector<Draft> group;
        for (const auto& decision : outlook_.proposal.decisions) group.push_back(draft(decision));
        auto moves = plan().anchors;
        moves.insert(moves.end(), plan().channels.begin(), plan().channels.end());
        group.push_back(
            draft(Intent{plan().operation, plan().subject, operation_.reason, operation_.take_over, moves}));
        const auto written = append(group);
        if (!written) return during("writing the intent to the ledger", written.error());
        intent_ = written->back().sequence;
        intended_ = true;
        ports_.steps.reached("intent-written");
        return {};
    }

    /// Where content that this operation does not bring can be had: another place that has it, else the place itself,
    /// which then proves by its answers that all of it is there.
    PartSource holder_of(const Descriptor& root, const Location& not_at) const
    {
        for (const auto& [location, place] : ports_.places) {
            if (location == not_at) continue;
            const auto has = place->has_manifests({&root.digest, 1});
            if (has.front() && *has.front()) return {place, root, location};
        }
        return {ports_.places.at(not_at), root, not_at};
    }

    struct Job {
        TransferJob transfer;
        Location location;
        bool optional = false;
    };

    /// `it` is what the plan says: a part of a version at a place.
    template <class Planned>
    Job job(const Planned& it, const PartSource& source, bool optional) const
    {
        return {{fmt::format("{} {} to {}", it.part.str(), it.version, it.destination), source.content,
                 ports_.places.at(it.location), source.root, source.location, it.location, operation_.with_attached},
                it.location,
                optional};
    }

    std::vector<Job> jobs() const
    {
        std::vector<Job> all;
        std::set<std::pair<Location, std::string>> planned;
        for (const auto& it : plan().content) {
            planned.emplace(it.location, it.root.digest.str());
            const auto given = operation_.sources.find(it.part);
            auto source = given == operation_.sources.end() ? holder_of(it.root, it.location) : given->second;
            source.root = it.root;
            all.push_back(job(it, source, it.optional));
        }
        for (const auto& it : plan().channels)
            if (it.puts() && planned.emplace(it.location, it.move.to.digest.str()).second)
                all.push_back(job(it, holder_of(it.move.to, it.location), optional_place(it.location)));
        return all;
    }

    Result<void> bring_content()
    {
        const auto all = jobs();
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
        std::chrono::milliseconds next_word = first_word;
        for (auto waited = 0ms;; waited += lease_look) {
            if (ports_.stop.requested()) return stopped_before_names();
            auto lease = ports_.ledger.acquire(operation_.edition, ports_.holder, ports_.clock.now(), lease_length);
            if (lease) {
                lease_ = std::move(*lease);
                return {};
            }
            if (lease.error().kind != ErrorKind::busy) return fail(lease.error());
            if (waited >= lease_patience)
                return during(fmt::format("waiting {} for it", lease_patience), lease.error());
            if (waited >= next_word) {
                ports_.notices.notice(fmt::format("waiting for {} so far: {}",
                                                  std::chrono::floor<std::chrono::seconds>(waited),
                                                  lease.error().message));
                next_word += words_apart;
            }
            ports_.clock.wait(lease_look);
        }
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
        intended_ = intended_ && is_open(intent_);
        // What this run announced may have been replaced by another publisher's announcement; then it is said again.
        const bool still_announced = outlook_.proposal.decisions.empty();
        if (plan() == before && (!intended_ || still_announced))
            return intended_ || nothing_to_do() ? Result<void>{} : write_intent();
        if (!operation_.may_plan_again && plan() != before)
            return fail(ErrorKind::refused,
                        fmt::format("the world changed while this {} was under way: another plan is right now",
                                    before.operation),
                        "look at it with --dry-run or 'tagwarden status', and run the same command again");
        if (auto written = write_outcome(Outcome::Result::abandoned, "overtaken by another run"); !written)
            return written;
        intended_ = false;
        if (nothing_to_do()) return {};
        if (auto written = write_intent(); !written) return written;
        return bring_content();
    }

    Result<TransactionReport> set_names_under_lease()
    {
        if (auto again = plan_again(); !again) return abandoned(again.error());
        if (nothing_to_do()) return report(false);
        ports_.steps.reached("planned-again");
        if (ports_.stop.requested()) return abandoned(stopped_before_names().error());
        ports_.stop.put_off(stop_patience);
        if (auto set = set_names(plan().anchors, "anchors-set"); !set) return incomplete(set.error());
        note_complete();
        if (auto set = set_names(plan().channels, "channels-set"); !set) return put_back(set.error());
        if (auto seen = read_back(); !seen) return put_back(seen.error());
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
        auto lease = ports_.ledger.acquire(operation_.edition, ports_.holder, now, lease_length);
        if (!lease) return fail(lease.error());
        lease_ = std::move(*lease);
        return {};
    }

    bool optional_place(const Location& location) const
    {
        return std::ranges::any_of(product_.targets,
                                   [&](const Target& it) { return it.location == location && it.optional; });
    }

    /// One batch a place; each name that is set is remembered for the outcome.
    Result<void> set_names(const std::vector<PlannedMove>& moves, std::string_view step)
    {
        std::map<Location, std::vector<const PlannedMove*>> by_place;
        for (const auto& move : moves)
            if (!lagging_.contains(move.location)) by_place[move.location].push_back(&move);
        for (const auto& [location, batch] : by_place) {
            if (auto renewed = renew_lease(); !renewed) return renewed;
            if (auto set = set_batch(*ports_.places.at(location), batch); !set) {
                if (!optional_place(location)) return during("setting names at " + location.str(), set.error());
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
        std::vector<TagAt> names;
        for (const auto& move : set_) names.push_back({move.location, move.move.tag});
        const auto sight = look(readers(ports_.places), names);
        for (const auto& [location, error] : sight.failed) {
            if (!optional_place(location)) return during("reading back the names at " + location.str(), error);
            warnings_.push_back(fmt::format("{} could not be read back: {}", location.str(), error.message));
        }
        for (const auto& move : set_) {
            const auto seen = sight.seen.find({move.location, move.move.tag});
            if (seen == sight.seen.end() || (seen->second && seen->second->digest == move.move.to.digest)) continue;
            return fail(ErrorKind::refused,
                        fmt::format("'{}:{}' was set to {} but names {}", move.location.str(), move.move.tag.str(),
                                    move.move.to.digest.str(), seen->second ? seen->second->digest.str() : "nothing"),
                        "somebody else set it too, or the registry accepted it without effect; see 'tagwarden status'");
        }
        return {};
    }

    Result<void> write_outcome(Outcome::Result result, std::string note)
    {
        if (!intended_) return {};
        Outcome outcome{intent_, result, set_, "", {}, std::move(note)};
        if (plan().operation == "publish") outcome.version = plan().subject;
        outcome.complete_at.assign(complete_at_.begin(), complete_at_.end());
        std::vector<Draft> group{draft(std::move(outcome))};
        if (result == Outcome::Result::done)
            for (const auto intent : taken_over())
                group.push_back(draft(Outcome{intent,
                                              operation_.their_outcome,
                                              {},
                                              "",
                                              {},
                                              fmt::format("its run was interrupted; entry {} took over", intent_)}));
        const auto written = append(group);
        if (!written) return during("writing the outcome to the ledger", written.error());
        return {};
    }

    /// Ends the run with `error`; the ledger learns how far it came.
    std::unexpected<Error> ended(Outcome::Result result, Error error)
    {
        ports_.stop.put_off(stop_patience);  // the ledger has to learn it even where a stop is the reason
        const auto written = write_outcome(result, error.message);
        if (!written) error.trail.push_back("and the outcome could not be written: " + written.error().message);
        return fail(std::move(error));
    }

    std::unexpected<Error> abandoned(Error error) { return ended(Outcome::Result::abandoned, std::move(error)); }

    std::unexpected<Error> without_content(Error error)
    {
        if (error.kind == ErrorKind::interrupted) return abandoned(stopped_before_names().error());
        return incomplete(std::move(error));
    }

    std::unexpected<Error> incomplete(Error error)
    {
        // A decision that is in the ledger stands, whatever became of the names.
        const bool decided = intended_ && !operation_.may_plan_again;
        if (error.hint.empty())
            error.hint = decided ? "what was decided stands in the ledger; when the cause is gone, 'tagwarden settle' "
                                   "moves the channels"
                                 : operation_.to_go_on;
        return ended(Outcome::Result::incomplete, std::move(error));
    }

    /// Channels that moved go back where they came from. Which did is asked of the places, not of our own notes: a put
    /// that took effect may have been answered with an error. A name that did not exist before stays, as names are
    /// never deleted to undo.
    std::unexpected<Error> put_back(Error error)
    {
        ports_.stop.put_off(stop_patience);
        std::erase_if(set_, [](const PlannedMove& done) { return done.role == Role::channel; });
        std::vector<TagAt> names;
        for (const auto& move : plan().channels) names.push_back({move.location, move.move.tag});
        const auto now = look(readers(ports_.places), names);
        for (const auto& move : plan().channels) {
            const auto found = now.seen.find({move.location, move.move.tag});
            const bool on_goal =
                found != now.seen.end() && found->second && found->second->digest == move.move.to.digest;
            if (!on_goal) continue;
            if (auto undone = undo(move); !undone) {
                error.trail.push_back(fmt::format("putting back '{}:{}': {}", move.location.str(), move.move.tag.str(),
                                                  undone.error().message));
                set_.push_back(move);
            }
        }
        return incomplete(std::move(error));
    }

    /// Where a channel was before; of one that an interrupted run of ours had moved already, before that.
    std::optional<Descriptor> before(const PlannedMove& move) const
    {
        const TagAt at{move.location, move.move.tag};
        const auto known = outlook_.state.tags.find(at);
        if (!move.puts() && known && intended(outlook_.state, at, move.move.to.digest, intent_))
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
    Time now_;
    Outlook outlook_;
    Lease lease_;
    bool adopted_ = false;   ///< the ledger learned of what was there before
    bool intended_ = false;  ///< the plan is in the ledger, without an outcome
    std::int64_t intent_ = 0;
    std::set<Location> lagging_;
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
