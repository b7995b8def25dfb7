// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/proposal.h"

#include <variant>

namespace tagwarden {

namespace {

struct Planned {
    std::vector<PlannedDecision>& all;

    void operator()(const VersionWithdrawn& it) const { all.push_back({"withdraw", it.version, "", it.reason}); }
    void operator()(const VersionReinstated& it) const { all.push_back({"reinstate", it.version, "", it.reason}); }
    void operator()(const ChannelHeld& it) const { all.push_back({"hold", it.channel, it.version, it.reason}); }
    void operator()(const ChannelReleased& it) const { all.push_back({"unhold", it.channel, "", it.reason}); }
    void operator()(const ChannelPromoted& it) const { all.push_back({"promote", it.channel, it.version, it.reason}); }

    template <class Other>
    void operator()(const Other&) const
    {
    }
};

}  // namespace

std::vector<PlannedDecision> planned_decisions(const std::vector<EntryBody>& entries)
{
    std::vector<PlannedDecision> all;
    for (const auto& entry : entries) std::visit(Planned{all}, entry);
    return all;
}

std::string PlanInputs::not_asked(const Target& target) const
{
    const auto text = target.destination + " could not be asked";
    if (unanswered == nullptr) return text;
    const auto why = unanswered->find(target.location);
    return why == unanswered->end() ? text : text + ": " + why->second;
}

LedgerState with_decisions(const LedgerState& state, const std::vector<EntryBody>& decisions, Time now)
{
    auto after = state;
    for (const auto& body : decisions) apply(after, Entry{0, "", "", {"", now, "", body}});
    return after;
}

}  // namespace tagwarden
