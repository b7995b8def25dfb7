// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/plan_channels.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/ledger/intended.h"

namespace tagwarden {

namespace {

struct Planner {
    const PlanInputs& inputs;
    Direction direction;
    Plan& plan;

    const LedgerState& state() const { return inputs.rules.state; }

    std::optional<TagRecord> record(const TagAt& at) const { return state().tags.find(at); }

    /// Nothing when we put the tag where it is, else who did in words.
    std::optional<std::string> foreign(const TagAt& at, const std::optional<Descriptor>& seen) const
    {
        const auto known = record(at);
        if (!known && !seen) return std::nullopt;
        if (seen && intended(state(), at, seen->digest)) return std::nullopt;
        if (!known)
            return fmt::format("'{}' already exists and names {}, which the ledger knows nothing of", at.str(),
                               seen->digest.str());
        if (!seen) return std::nullopt;  // somebody deleted it: setting it again loses nothing
        if (seen->digest == known->digest) return std::nullopt;
        return fmt::format("'{}' was moved by somebody else: it names {}, the ledger last put it on {} ({})", at.str(),
                           seen->digest.str(), known->digest.str(), known->version);
    }

    void stay(const WantedChannel& wanted, std::string why, bool stranded)
    {
        const auto known = record(wanted.at());
        const Stay stay{wanted.channel, !known ? "" : known->version, std::move(why), stranded};
        if (std::ranges::find(plan.stays, stay) == plan.stays.end()) plan.stays.push_back(stay);
    }

    bool would_go_up(const WantedChannel& wanted) const
    {
        const auto known = record(wanted.at());
        const auto* current = !known ? nullptr : state().find(known->version);
        return current != nullptr && outranks(*wanted.release, *current);
    }

    Result<void> move(const WantedChannel& wanted, const std::optional<Descriptor>& seen)
    {
        const auto at = wanted.at();
        const auto& to = wanted.content();
        const bool there = seen && seen->digest == to.digest;
        const auto known = record(at);
        if (known && known->role == Role::anchor)
            return fail(ErrorKind::usage,
                        fmt::format("the channel '{}' would take '{}', which is the anchor of {}", wanted.channel,
                                    at.str(), known->version),
                        "change the channel's name: an anchor is write-once");
        if (there && known && known->digest == to.digest && known->version == wanted.release->version()) return {};
        if (direction == Direction::never_higher && would_go_up(wanted)) {
            stay(wanted, "it never moves up in a " + plan.operation, false);
            return {};
        }
        if (const auto who = there || inputs.take_over ? std::nullopt : foreign(at, seen)) {
            // Nothing of ours is to move here: what somebody else did is reported, and the rest goes on.
            if (known && known->digest == to.digest) {
                plan.warnings.push_back(*who);
                return {};
            }
            return fail(ErrorKind::refused, *who,
                        "look at it with 'tagwarden status', then run again with --take-over to overwrite it");
        }
        PlannedMove planned{Role::channel,  wanted.target->destination, at.location, wanted.part,
                            wanted.channel, {at.tag, std::nullopt, to}, "",          wanted.release->version(),
                            wanted.why};
        if (seen) {
            planned.move.from = seen->digest;
            planned.from_version = state().version_of(seen->digest);
        }
        plan.channels.push_back(std::move(planned));
        return {};
    }

    Result<void> place(const WantedChannel& wanted)
    {
        const auto seen = inputs.seen.find(wanted.at());
        if (seen == inputs.seen.end()) {
            stay(wanted, wanted.target->destination + " did not answer", false);
            return {};
        }
        if (wanted.release == nullptr) {
            stay(wanted, wanted.why, wanted.stranded());
            return {};
        }
        return move(wanted, seen->second);
    }
};

}  // namespace

Result<void> plan_channels(const PlanInputs& inputs, Direction direction, Plan& plan)
{
    const auto all = wanted_channels(inputs.rules);
    if (!all) return fail(all.error());
    Planner planner{inputs, direction, plan};
    for (const auto& wanted : *all)
        if (auto placed = planner.place(wanted); !placed) return placed;
    return {};
}

}  // namespace tagwarden
