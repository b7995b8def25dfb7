// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/plan_channels.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/edition.h"
#include "core/ledger/intended.h"
#include "core/nowhere.h"
#include "core/plan_anchor.h"

namespace tagwarden {

namespace {

/// To overwrite what may be a higher release is the last thing to propose.
constexpr auto way_to_adopt =
    "'tagwarden adopt --dry-run' says what each tag there is taken for; 'anchor:' in the configuration says how "
    "versions are written; only where nothing there counts, ";

struct Planner {
    const PlanInputs& inputs;
    Direction direction;
    Plan& plan;

    const LedgerState& state() const { return inputs.rules.state; }

    std::optional<TagRecord> record(const TagAt& at) const { return state().tags.find(at); }

    /// What was found out about a tag of which the ledger knows nothing, as the end of a sentence.
    std::string why_not_adopted(const TagAt& at) const
    {
        if (inputs.not_adopted == nullptr) return "";
        const auto why = inputs.not_adopted->find(at);
        return why == inputs.not_adopted->end() ? "" : ": " + why->second;
    }

    /// Nothing when we put the tag where it is, else who did in words.
    std::optional<std::string> foreign(const TagAt& at, const std::optional<Descriptor>& seen) const
    {
        const auto known = record(at);
        if (!known && !seen) return std::nullopt;
        if (seen && intended(state(), at, seen->digest)) return std::nullopt;
        if (!known)
            return fmt::format("'{}' already exists and names {}, which the ledger knows nothing of{}", at.str(),
                               seen->digest.str(), why_not_adopted(at));
        if (!seen) return std::nullopt;  // somebody deleted it: setting it again loses nothing
        if (seen->digest == known->digest) return std::nullopt;
        return fmt::format("'{}' was moved by somebody else: it names {}, the ledger last put it on {} ({})", at.str(),
                           seen->digest.str(), known->digest.str(), known->version);
    }

    void stay(const WantedChannel& wanted, std::string why, bool stranded)
    {
        const auto known = record(wanted.at());
        const Stay stay{
            wanted.channel,  wanted.target->destination, known ? known->version : "", std::move(why), stranded,
            wanted.tag.str()};
        if (std::ranges::find(plan.stays, stay) == plan.stays.end()) plan.stays.push_back(stay);
    }

    /// The release that a channel is on, as far as the ledger knows.
    const KnownRelease* current(const WantedChannel& wanted) const
    {
        const auto known = record(wanted.at());
        return known ? state().find(known->version) : nullptr;
    }

    /// Where the rule wants it up and that is not to be, it goes to the best release below.
    Result<void> move_in_direction(const WantedChannel& wanted, const std::optional<Descriptor>& seen)
    {
        const auto* on = current(wanted);
        if (direction == Direction::by_rule || on == nullptr || !outranks(*wanted.release, *on))
            return move(wanted, seen);
        const auto lower = wanted_not_above(inputs.rules, wanted, *on);
        if (lower && lower->release != on) return move(*lower, seen);
        stay(wanted, "it never moves up in a " + plan.operation, false);
        return {};
    }

    bool sets(const TagAt& at) const
    {
        return std::ranges::any_of(plan.anchors,
                                   [&](const PlannedMove& it) { return TagAt{it.location, it.move.tag} == at; });
    }

    /// Where a channel brings a release it has its own name first, also at a place that was none of the product's when
    /// it was published. Nothing is known of most names that are not there; what is, is never overwritten.
    Result<void> name_first(const WantedChannel& wanted)
    {
        const auto& release = wanted.release->release;
        const auto& image = *inputs.rules.configuration.image(wanted.part.image);
        const auto variant = std::ranges::find(image.variants, wanted.part.variant, &Variant::name);
        const auto anchor = anchor_of(inputs.rules.configuration, *wanted.target, *variant, release);
        if (!anchor) return fail(anchor.error());
        if (record(anchor->at) || sets(anchor->at)) return {};
        const auto looked = inputs.seen.find(anchor->at);
        const auto seen = looked == inputs.seen.end() ? std::nullopt : looked->second;
        if (!seen || seen->digest == anchor->content->digest)
            plan.anchors.push_back(anchor_move(*anchor, release, seen));
        else
            plan.warnings.push_back(
                fmt::format("'{}' names {}, which the ledger knows nothing of; {} is {}, and has no name of its own "
                            "there: look at it with 'tagwarden verify {}'",
                            anchor->at.str(), seen->digest.str(), release.version.str(), anchor->content->digest.str(),
                            anchor->at.str()));
        return {};
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
        if (const auto who = there || inputs.take_over ? std::nullopt : foreign(at, seen)) {
            // Nothing of ours is to move here: what somebody else did is reported, and the rest goes on.
            if (known && known->digest == to.digest) {
                plan.warnings.push_back(fmt::format("{}; look at it with 'tagwarden status', and put it back with {}",
                                                    *who, said_for(inputs.rules.edition, "--take-over")));
                return {};
            }
            return fail(ErrorKind::refused, *who,
                        (known ? "look at it with 'tagwarden status', then " : way_to_adopt) + inputs.to_take_over);
        }
        if (auto named = name_first(wanted); !named) return named;
        PlannedMove planned{Role::channel,  wanted.target->destination, at.location, wanted.part,
                            wanted.channel, {at.tag, std::nullopt, to}, "",          wanted.release->version(),
                            wanted.why};
        if (seen) {
            planned.move.from = seen->digest;
            planned.from_version = state().version_at(at, seen->digest);
        }
        plan.channels.push_back(std::move(planned));
        return {};
    }

    Result<void> place(const WantedChannel& wanted, const std::vector<WantedChannel>& all)
    {
        const auto seen = inputs.seen.find(wanted.at());
        if (seen == inputs.seen.end()) {
            stay(wanted, inputs.not_asked(*wanted.target), false);
            return {};
        }
        if (wanted.release == nullptr) {
            if (is_nowhere(state(), inputs.seen, wanted, all)) return {};
            stay(wanted, wanted.why, wanted.stranded());
            return {};
        }
        return move_in_direction(wanted, seen->second);
    }
};

}  // namespace

Result<void> plan_channels(const PlanInputs& inputs, Direction direction, Plan& plan,
                           const std::optional<std::string>& only)
{
    const auto all = wanted_channels(inputs.rules);
    if (!all) return fail(all.error());
    Planner planner{inputs, direction, plan};
    for (const auto& wanted : *all) {
        if (only && wanted.channel != *only) continue;
        if (auto placed = planner.place(wanted, *all); !placed) return placed;
    }
    return {};
}

}  // namespace tagwarden
