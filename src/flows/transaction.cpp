// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "flows/transaction.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace tagwarden {

namespace {

using namespace std::chrono_literals;

constexpr auto lease_length = 300s;
constexpr auto lease_patience = 60s;
constexpr auto lease_look = 250ms;
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
        if (auto yes = approve(outlook_.proposal); !yes) return fail(yes.error());
        if (nothing_to_do()) return report(false);
        if (!plan().content.empty())
            if (auto written = write_intent(); !written) return fail(written.error());
        if (auto brought = bring_content(); !brought) return incomplete(brought.error());
        if (auto taken = take_lease(); !taken) return abandoned(taken.error());
        auto result = set_names_under_lease();
        const auto given_back = ports_.ledger.release(lease_);
        if (!given_back && result)
            result->warnings.push_back("the lease could not be given back; it will expire: " +
                                       given_back.error().message);
        return result;
    }

private:
    const Plan& plan() const { return outlook_.proposal.plan; }
    bool nothing_to_do() const { return plan().changes_nothing() && outlook_.proposal.decisions.empty(); }

    Result<void> prepare()
    {
        auto outlook = propose(product_, operation_, ports_.ledger, readers(ports_.places), now_);
        if (!outlook) return fail(outlook.error());
        outlook_ = std::move(*outlook);
        return {};
    }

    Draft draft(EntryBody body) const { return {product_.edition, now_, ports_.actor, std::move(body)}; }

    /// Appends behind whatever the ledger ends with now. What others append meanwhile concerns other names.
    Result<std::vector<Entry>> append(const std::vector<Draft>& group)
    {
        for (int attempt = 1;; ++attempt) {
            const auto entries = ports_.ledger.entries();
            if (!entries) return during("reading the ledger", entries.error());
            auto written = ports_.ledger.append(head_of(*entries), group);
            if (written || written.error().kind != ErrorKind::busy || attempt == append_attempts) return written;
        }
    }

    Result<void> write_intent()
    {
        std::vector<Draft> group;
        for (const auto& decision : outlook_.proposal.decisions) group.push_back(draft(decision));
        Intent intent{plan().operation, plan().subject, operation_.reason, operation_.take_over, plan().anchors};
        intent.moves.insert(intent.moves.end(), plan().channels.begin(), plan().channels.end());
        group.push_back(draft(std::move(intent)));
        const auto written = append(group);
        if (!written) return during("writing the intent to the ledger", written.error());
        intent_ = written->back().sequence;
        intended_ = true;
        return {};
    }

    /// Where a channel's content can be had: another place that has it, else the place itself, which then
    /// proves by its answers that all of it is there.
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
            auto source = operation_.sources.at(it.part);
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
                failure = results[i].error();
        }
        if (failure) return fail(*failure);
        return {};
    }

    Result<void> take_lease()
    {
        for (auto waited = 0ms;; waited += lease_look) {
            auto lease = ports_.ledger.acquire(product_.edition, ports_.holder, ports_.clock.now(), lease_length);
            if (lease) {
                lease_ = std::move(*lease);
                return {};
            }
            if (lease.error().kind != ErrorKind::busy || waited >= lease_patience) return fail(lease.error());
            ports_.clock.wait(lease_look);
        }
    }

    /// What was planned without the lease is planned again under it. An equal plan goes on. Another one ends an
    /// operation that somebody approved; a publisher that was overtaken takes it, as if it had come later.
    Result<void> plan_again()
    {
        const auto before = plan();
        if (auto ready = prepare(); !ready) return fail(ready.error());
        // What this run announced may have been replaced by another publisher's announcement; then it is said again.
        const bool still_announced = outlook_.proposal.decisions.empty();
        if (plan() == before && (!intended_ || still_announced)) return intended_ ? Result<void>{} : write_intent();
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
        if (auto set = set_names(plan().anchors); !set) return incomplete(set.error());
        note_complete();
        if (auto set = set_names(plan().channels); !set) return put_back(set.error());
        if (auto seen = read_back(); !seen) return put_back(seen.error());
        if (auto written = write_outcome(Outcome::Result::done, ""); !written) return fail(written.error());
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

    bool optional_place(const Location& location) const
    {
        return std::ranges::any_of(product_.targets,
                                   [&](const Target& it) { return it.location == location && it.optional; });
    }

    /// One batch a place; each name that is set is remembered for the outcome.
    Result<void> set_names(const std::vector<PlannedMove>& moves)
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
        const auto written = append({draft(std::move(outcome))});
        if (!written) return during("writing the outcome to the ledger", written.error());
        return {};
    }

    /// Ends the run with `error`; the ledger learns how far it came.
    std::unexpected<Error> ended(Outcome::Result result, Error error)
    {
        const auto written = write_outcome(result, error.message);
        if (!written) error.trail.push_back("and the outcome could not be written: " + written.error().message);
        return fail(std::move(error));
    }

    std::unexpected<Error> abandoned(Error error) { return ended(Outcome::Result::abandoned, std::move(error)); }

    std::unexpected<Error> incomplete(Error error)
    {
        // A decision that is in the ledger stands, whatever became of the names.
        const bool decided = intended_ && !operation_.may_plan_again;
        if (error.hint.empty())
            error.hint = decided ? "what was decided stands in the ledger; when the cause is gone, 'tagwarden settle' "
                                   "moves the channels"
                                 : "run the same command again when the cause is gone: it goes on from here";
        return ended(Outcome::Result::incomplete, std::move(error));
    }

    /// Channels that moved go back where they came from. Which did is asked of the places, not of our own notes: a put
    /// that took effect may have been answered with an error. A name that did not exist before stays, as names are
    /// never deleted to undo.
    std::unexpected<Error> put_back(Error error)
    {
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

    Result<void> undo(const PlannedMove& move)
    {
        const auto& before = outlook_.seen.at({move.location, move.move.tag});
        if (!before) return fail(ErrorKind::refused, "it did not exist before, and names are not deleted");
        if (!move.puts()) return {};
        const TagMove back{move.move.tag, move.move.to.digest, *before};
        return ports_.places.at(move.location)->move({&back, 1}).front();
    }

    TransactionReport report(bool changed) const { return {outlook_.proposal, changed, warnings_}; }

    const Product& product_;
    const Operation& operation_;
    const TransactionPorts& ports_;
    Time now_;
    Outlook outlook_;
    Lease lease_;
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
