// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/plan_publish.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>

#include "base/text.h"
#include "core/anchors_that_matter.h"
#include "core/edition.h"
#include "core/naming.h"
#include "core/nowhere.h"
#include "core/overwritten_anchors.h"
#include "core/plan_anchor.h"
#include "core/plan_channels.h"
#include "core/release_parts.h"

namespace tagwarden {

namespace {

/// What a tag names, registries answer by SHA-256: a name of other content could never be told from a foreign one.
Result<void> check_address(const Target& target, const Part& part, const Descriptor& content)
{
    if (target.location.kind() != LocationKind::registry || content.digest.algorithm() == HashAlgorithm::sha256)
        return {};
    return fail(ErrorKind::refused,
                fmt::format("{} comes by the SHA-512 digest {}, and {} would answer its names by SHA-256", part.str(),
                            content.digest.brief(), target.location.str()),
                "build the image with SHA-256 digests; 'tagwarden copy' takes it as it is");
}

Result<std::vector<Anchor>> anchors_of(const RuleInputs& inputs, const Release& release)
{
    if (auto goes = check_destination(inputs.targets, release); !goes) return fail(goes.error());
    std::vector<Anchor> anchors;
    for (const auto& target : inputs.targets) {
        if (!target.takes(release.kind)) continue;
        const auto& image = *inputs.configuration.image(target.image);
        for (const auto& variant : image.variants) {
            const Part part{image.name, variant.name};
            const auto content = release.parts.find(part);
            if (content == release.parts.end()) continue;
            if (auto right = check_address(target, part, content->second); !right) return fail(right.error());
            auto anchor = anchor_of(inputs.configuration, target, variant, release);
            if (!anchor) return fail(anchor.error());
            anchors.push_back(std::move(*anchor));
        }
    }
    return anchors;
}

/// The state as it will be once the release is complete at every target that takes it.
LedgerState published(const RuleInputs& inputs, const Release& release)
{
    auto after = with_decisions(inputs.state, {ReleaseAnnounced{release}}, inputs.now);
    auto& known = *after.releases.change(release.version.str());
    known.published = true;
    for (const auto& target : inputs.targets)
        if (target.takes(release.kind)) known.complete_at.insert(target.location);
    return after;
}

std::unexpected<Error> taken(const Anchor& anchor, const Digest& by, const std::string& whom, std::string hint)
{
    return fail(
        ErrorKind::refused,
        fmt::format("'{}' names {}{}, wanted {}", anchor.at.str(), by.str(), whom, anchor.content->digest.str()),
        std::move(hint));
}

constexpr auto write_once = "an anchor is write-once: publish this content under a version of its own";

/// A version that has a name somewhere is what it is: the same parts, of the same kind, wherever it goes later.
Result<void> check_identity(const LedgerState& state, const Release& release)
{
    const auto* known = state.find(release.version.str());
    if (known == nullptr || !known->named) return {};
    if (known->release.kind != release.kind)
        return fail(ErrorKind::refused,
                    fmt::format("{} was published as a {} build, not as a {} build", release.version.str(),
                                name_of(known->release.kind), name_of(release.kind)),
                    "publish it as what it is, or under a version of its own");
    for (const auto& [part, content] : release.parts) {
        const auto before = known->release.parts.find(part);
        if (before == known->release.parts.end() || before->second.digest == content.digest) continue;
        return fail(ErrorKind::refused,
                    fmt::format("{} of {} is {}, wanted {}", part.str(), release.version.str(),
                                before->second.digest.str(), content.digest.str()),
                    "a version names one content: publish this under a version of its own");
    }
    return {};
}

Result<void> check_platforms(const LedgerState& state, bool allow_fewer, Release& release)
{
    const auto lost = lost_platforms(state, release);
    if (lost.empty()) return {};
    if (!allow_fewer)
        return fail(ErrorKind::refused, join(lost, "; "),
                    "build what is missing, or say that it is meant with --allow-fewer-platforms; nothing was written");
    for (const auto& it : lost) release.accepted.push_back(it + ", and that was allowed");
    return {};
}

struct Planner {
    const PlanInputs& inputs;
    const Release& release;
    Plan& plan;

    bool complete(const Target& target) const
    {
        const auto* known = inputs.rules.state.find(release.version.str());
        return known != nullptr && known->release.parts == release.parts &&
               known->complete_at.contains(target.location);
    }

    void carry(const Anchor& anchor)
    {
        plan.content.push_back({anchor.target->destination, anchor.at.location, anchor.part, *anchor.content,
                                release.version.str(), anchor.target->optional});
    }

    Result<void> place(const Anchor& anchor)
    {
        const auto seen = inputs.seen.find(anchor.at);
        if (seen == inputs.seen.end()) {
            plan.warnings.push_back("it will lag: " + inputs.not_asked(*anchor.target));
            return {};
        }
        const auto record = inputs.rules.state.tags.find(anchor.at);
        const bool recorded = record && record->role == Role::anchor;
        if (recorded && record->digest != anchor.content->digest)
            return taken(anchor, record->digest, fmt::format(" since {}", format_time(record->decision.time)),
                         write_once);
        if (seen->second && seen->second->digest != anchor.content->digest)
            return recorded
                       ? taken(anchor, seen->second->digest, ", put there by somebody else",
                               fmt::format("put it back with '{}'",
                                           said_for(inputs.rules.edition, "tagwarden repair " + release.version.str())))
                       : taken(anchor, seen->second->digest, "", write_once);
        if (!recorded || !seen->second) plan.anchors.push_back(anchor_move(anchor, release, seen->second));
        if (!complete(*anchor.target) || !seen->second) carry(anchor);
        return {};
    }

    /// A channel and an anchor with one name would fight for it for ever.
    Result<void> keep_apart(const std::vector<Anchor>& anchors, const std::vector<WantedChannel>& channels) const
    {
        for (const auto& anchor : anchors)
            for (const auto& channel : channels)
                if (anchor.at == channel.at())
                    return fail(ErrorKind::usage,
                                fmt::format("the anchor of {} and the channel '{}' would both be '{}'",
                                            release.version.str(), channel.channel, anchor.at.str()),
                                "change the anchor's template or the channel's name");
        return {};
    }

    /// What the channel is on there, in the ledger.
    std::string version_on(const WantedChannel& wanted) const
    {
        const auto record = inputs.rules.state.tags.find(wanted.at());
        return record ? record->version : "";
    }

    /// Why a channel that this release would belong to by its name does not go to it.
    std::string why_not(const RuleInputs& after, const WantedChannel& wanted) const
    {
        const auto& known = *after.state.find(release.version.str());
        if (auto why = ineligible(after, *wanted.rule, wanted.channel, known, wanted.target)) return *why;
        if (!release.parts.contains(wanted.part)) return release.version.str() + " has no " + wanted.part.str();
        if (wanted.held || wanted.release == nullptr || wanted.rule->follow.rule == Follow::Rule::manual)
            return wanted.why;
        return fmt::format("{} is not the highest {}: {} is", release.version.str(), wanted.rule->follow.str(),
                           wanted.release->version());
    }

    /// The same where no place has the channel.
    std::string why_nowhere(const RuleInputs& after, const ChannelConfiguration& rule, const std::string& name) const
    {
        if (auto why = ineligible(after, rule, name, *after.state.find(release.version.str()), nullptr)) return *why;
        return rule.follow.rule == Follow::Rule::manual ? why_stranded(after.state, rule, name) : "no place takes it";
    }

    bool moves(const WantedChannel& wanted) const
    {
        return std::ranges::any_of(plan.channels, [&](const PlannedMove& it) {
            return it.location == wanted.target->location && it.move.tag == wanted.tag;
        });
    }

    /// In place of what is said of the channel. What is true of a tag at all of its places is said once; `elsewhere`
    /// are tags that do not stay at some.
    void say(const std::string& channel, std::vector<Stay> stays, const std::set<std::string>& elsewhere)
    {
        std::erase_if(plan.stays, [&](const Stay& other) { return other.channel == channel; });
        for (auto& stay : stays) {
            const bool everywhere = std::ranges::all_of(stays, [&](const Stay& other) {
                return other.tag != stay.tag || (other.on == stay.on && other.why == stay.why);
            });
            if (everywhere && !elsewhere.contains(stay.tag)) stay.destination.clear();
            if (std::ranges::find(plan.stays, stay) == plan.stays.end()) plan.stays.push_back(stay);
        }
    }

    /// Says of each channel that this release does not take why it does not, wherever the channel does not move.
    void explain(const RuleInputs& after, const std::vector<WantedChannel>& channels)
    {
        const auto& known = *after.state.find(release.version.str());
        for (const auto& rule : inputs.rules.configuration.channels) {
            const auto name = channel_name(rule, variables_of(release));
            if (!name) continue;
            std::vector<Stay> stays;
            std::set<std::string> elsewhere;
            for (const auto& wanted : channels) {
                if (wanted.channel != *name) continue;
                if (wanted.release == &known || moves(wanted))
                    elsewhere.insert(wanted.tag.str());
                else if (!is_nowhere(inputs.rules.state, inputs.seen, wanted, channels))
                    stays.push_back({*name, wanted.target->destination, version_on(wanted), why_not(after, wanted),
                                     wanted.stranded(), wanted.tag.str()});
            }
            if (stays.empty() && elsewhere.empty()) stays.push_back({*name, "", "", why_nowhere(after, rule, *name)});
            say(*name, std::move(stays), elsewhere);
        }
    }
};

}  // namespace

Result<std::vector<TagAt>> names_for_publish(const RuleInputs& inputs, const Release& brought)
{
    const auto release = whole_release(inputs, brought);
    const auto anchors = anchors_of(inputs, release);
    if (!anchors) return fail(anchors.error());
    const auto after = published(inputs, release);
    const auto channels = wanted_channels(inputs.in(after));
    if (!channels) return fail(channels.error());
    std::vector<TagAt> names;
    for (const auto& anchor : *anchors) names.push_back(anchor.at);
    for (const auto& channel : *channels) names.push_back(channel.at());
    auto others = anchors_that_matter(inputs);
    if (!others) return fail(others.error());
    std::ranges::move(*others, std::back_inserter(names));
    return names;
}

Result<void> check_destination(std::span<const Target> targets, const Release& release)
{
    if (std::ranges::any_of(targets, [&](const Target& target) { return target.takes(release.kind); })) return {};
    return fail(
        ErrorKind::usage,
        fmt::format("no destination takes {} builds, so {} would go nowhere", name_of(release.kind),
                    release.version.str()),
        fmt::format("add '{}' to the kinds of a destination; what makes a release is a tag on HEAD, or --version",
                    name_of(release.kind)));
}

Result<Proposal> plan_publish(const PlanInputs& inputs, const Release& brought, bool allow_fewer_platforms)
{
    auto release = whole_release(inputs.rules, brought);
    if (const auto checked = check_platforms(inputs.rules.state, allow_fewer_platforms, release); !checked)
        return fail(checked.error());
    Proposal proposal;
    proposal.plan.operation = "publish";
    proposal.plan.edition = release.edition;
    proposal.plan.subject = release.version.str();
    Planner planner{inputs, release, proposal.plan};

    const auto anchors = anchors_of(inputs.rules, release);
    if (!anchors) return fail(anchors.error());
    for (const auto& anchor : *anchors)
        if (auto placed = planner.place(anchor); !placed) return fail(placed.error());
    if (auto same = check_identity(inputs.rules.state, release); !same) return fail(same.error());

    const auto state = published(inputs.rules, release);
    const auto after = inputs.in(state);
    const auto channels = wanted_channels(after.rules);
    if (!channels) return fail(channels.error());
    if (auto apart = planner.keep_apart(*anchors, *channels); !apart) return fail(apart.error());
    if (auto planned = plan_channels(after, Direction::by_rule, proposal.plan); !planned) return fail(planned.error());
    planner.explain(after.rules, *channels);

    std::ranges::move(warnings_of_anchors(inputs, proposal.plan), std::back_inserter(proposal.plan.warnings));
    const auto* known = inputs.rules.state.find(release.version.str());
    proposal.plan.warnings.insert(proposal.plan.warnings.end(), release.accepted.begin(), release.accepted.end());
    if (known != nullptr && known->withdrawn)
        proposal.plan.warnings.push_back(
            fmt::format("{} is withdrawn: {}", release.version.str(), known->withdrawn->reason));
    if (known == nullptr || known->release.parts != release.parts || known->release.awaited != release.awaited)
        proposal.decisions.emplace_back(ReleaseAnnounced{std::move(release)});
    return proposal;
}

}  // namespace tagwarden
