// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/channel_rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "core/naming.h"

namespace tagwarden {

namespace {

/// The platforms that a place lacks of a release, where somebody looked; nothing where nobody did.
const std::vector<std::string>* missing_at(const RuleInputs& inputs, const KnownRelease& known, const Target& target)
{
    if (inputs.missing == nullptr) return nullptr;
    const auto found = inputs.missing->find({known.version(), target.location});
    return found == inputs.missing->end() ? nullptr : &found->second;
}

std::string waits_for(const KnownRelease& known, const Target& target, const std::vector<std::string>* platforms)
{
    const auto what = platforms == nullptr ? "it is not complete there"
                                           : fmt::format("{} {} missing there", join(*platforms, ", "),
                                                         platforms->size() == 1 ? "is" : "are");
    return fmt::format("{} waits for {}: {}", known.version(), target.destination, what);
}

/// A release whose publication is not finished waits, and so does every channel, for the place where it is not
/// complete; places that may lag are not waited for. Once it is published, what a place misses is copied to it.
std::optional<std::string> missing_somewhere(const RuleInputs& inputs, const KnownRelease& known)
{
    if (known.published) return std::nullopt;
    std::optional<std::string> first;
    for (const auto& target : inputs.targets) {
        if (target.optional || !target.takes(known.release.kind) || known.complete_at.contains(target.location))
            continue;
        const auto* platforms = missing_at(inputs, known, target);
        if (platforms != nullptr) return waits_for(known, target, platforms);
        if (!first) first = waits_for(known, target, nullptr);
    }
    return first;
}

/// What only time or another run has to bring before a release takes part in channels.
std::optional<std::string> waits(const RuleInputs& inputs, const ChannelConfiguration& rule, const KnownRelease& known)
{
    const auto& release = known.release;
    if (release.open())
        return fmt::format("{} waits for {}, which no job has brought yet", known.version(),
                           release.awaited.begin()->str());
    if (inputs.now < release.created + rule.soak)
        return fmt::format("{}: soak time ends {}", known.version(), format_minute(release.created + rule.soak));
    return missing_somewhere(inputs, known);
}

}  // namespace

std::string why_stranded(const LedgerState& state, const ChannelConfiguration& rule, const std::string& channel)
{
    if (rule.follow.rule == Follow::Rule::manual && !state.promotions.contains(channel))
        return "nobody has promoted a release to it";
    // A name made of the version, such as "2" of "{major}", says which line of releases has none.
    return rule.name.names().empty() ? "no eligible release" : "no eligible release of line " + channel;
}

std::optional<std::string> excluded(const RuleInputs& inputs, const ChannelConfiguration& rule,
                                    const KnownRelease& known, const Target* at)
{
    const auto& release = known.release;
    if (!rule.follow.accepts(release.kind, release.branch))
        return fmt::format("it follows {} builds; {} is a {} build", rule.follow.str(), known.version(),
                           name_of(release.kind));
    if (const auto* bad = withdrawn_content(inputs, known)) {
        const auto same = bad == &known ? "" : fmt::format(" has the content of {}, which", bad->version());
        return fmt::format("{}{} is withdrawn: {}", known.version(), same, bad->withdrawn->reason);
    }
    if (at != nullptr && !at->takes(release.kind))
        return fmt::format("{} takes no {} builds", at->destination, name_of(release.kind));
    return std::nullopt;
}

namespace {

bool was_on(const LedgerState& state, const std::string& channel, const KnownRelease& known)
{
    return state.been_on.contains(channel, known.version());
}

}  // namespace

std::optional<std::string> ineligible(const RuleInputs& inputs, const ChannelConfiguration& rule,
                                      const std::string& channel, const KnownRelease& known, const Target* at)
{
    if (auto why = excluded(inputs, rule, known, at)) return why;
    if (was_on(inputs.state, channel, known)) return std::nullopt;
    return waits(inputs, rule, known);
}

namespace {

/// Whether the channel was put on this release already: here, or, once it is published, at a place that counts. Then
/// it waits for nothing any more: a soak time that is longer now, or a part that nobody expected before, takes no
/// channel down again, and none that comes later somewhere else than the rest of its set.
bool is_on(const RuleInputs& inputs, const WantedChannel& wanted, const KnownRelease& known)
{
    return std::ranges::any_of(inputs.targets, [&](const Target& target) {
        const bool here = target.location == wanted.target->location;
        if (!here && (target.image != wanted.target->image || target.optional || !known.published)) return false;
        const auto record = inputs.state.tags.row({target.location, wanted.tag});
        return record && record->role() == Role::channel && record->version() == known.version();
    });
}

const KnownRelease* best_of(const RuleInputs& inputs, const ChannelLine& line, const WantedChannel& wanted)
{
    for (const auto& known : line.members)
        if (known->release.parts.contains(wanted.part) && !excluded(inputs, *wanted.rule, *known, wanted.target) &&
            (!waits(inputs, *wanted.rule, *known) || is_on(inputs, wanted, *known) ||
             was_on(inputs.state, wanted.channel, *known)))
            return &*known;
    return nullptr;
}

/// For a release that waits and that the channel is to be on nevertheless.
std::string why_already(const RuleInputs& inputs, const WantedChannel& wanted, const KnownRelease& best)
{
    const auto record = inputs.state.tags.find(wanted.at());
    if (record && record->version == best.version()) return "it stays on what it is on already";
    return fmt::format("it was put on {} already", best.version());
}

std::string why_on(const RuleInputs& inputs, const WantedChannel& wanted, const KnownRelease* best)
{
    const auto& rule = *wanted.rule;
    const auto& channel = wanted.channel;
    if (best == nullptr) return why_stranded(inputs.state, rule, channel);
    if (const auto why = waits(inputs, rule, *best)) return why_already(inputs, wanted, *best) + "; " + *why;
    if (rule.follow.rule != Follow::Rule::manual)
        return fmt::format("{} is the highest {}", best->version(), rule.follow.str());
    const auto& promotion = inputs.state.promotions.at(channel)[*promotion_of(inputs.state, channel, best->version())];
    return fmt::format("{} was put there: {}", best->version(), promotion.decision.reason);
}

/// What a hold makes of a channel at one place. A hold puts nothing where it may not be: it only keeps.
void decide_held(const Hold& hold, const RuleInputs& inputs, WantedChannel& wanted)
{
    wanted.held = true;
    wanted.why = fmt::format("held {}: {}", hold.where(), hold.decision.reason);
    const auto* held = inputs.state.find(hold.version);
    if (held == nullptr || !held->release.parts.contains(wanted.part)) return;
    if (const auto* bad = withdrawn_content(inputs, *held))
        wanted.why += fmt::format("; that version is withdrawn: {}", bad->withdrawn->reason);
    else if (wanted.target->takes(held->release.kind))
        wanted.release = held;
}

void decide(const RuleInputs& inputs, const ChannelLine& line, WantedChannel& wanted)
{
    const auto hold = inputs.state.holds.find(line.name);
    if (hold != inputs.state.holds.end()) return decide_held(hold->second, inputs, wanted);
    wanted.release = best_of(inputs, line, wanted);
    wanted.why = why_on(inputs, wanted, wanted.release);
}

Result<void> add_line(const RuleInputs& inputs, const ChannelConfiguration& rule, const ChannelLine& line,
                      std::vector<WantedChannel>& all)
{
    for (const auto& target : inputs.targets) {
        const auto& image = *inputs.configuration.image(target.image);
        if (!image.channels) continue;
        const auto here =
            std::ranges::find_if(line.members, [&](const auto& known) { return target.takes(known.facts().kind); });
        if (here == line.members.end()) continue;
        for (const auto& variant : image.variants) {
            const Part part{image.name, variant.name};
            auto tag = channel_tag(rule, variant, variables_of((*here)->release, image, variant));
            if (!tag) return fail(tag.error());
            WantedChannel wanted{line.name, &rule, &target, part, std::move(*tag), nullptr, false, ""};
            decide(inputs, line, wanted);
            all.push_back(std::move(wanted));
        }
    }
    return {};
}

/// The rule that gives a channel this name and this tag for the release that it is on; nothing when none does any more.
const ChannelConfiguration* rule_of(const Configuration& configuration, const KnownRelease& on, const TagAt& at,
                                    const TagRecord& record)
{
    const auto& image = *configuration.image(record.part.image);
    const auto variant = std::ranges::find(image.variants, record.part.variant, &Variant::name);
    if (!image.channels || variant == image.variants.end()) return nullptr;
    const auto variables = variables_of(on.release, image, *variant);
    for (const auto& rule : configuration.channels) {
        const auto name = channel_name(rule, variables);
        const auto tag = channel_tag(rule, *variant, variables);
        if (name && tag && *name == record.channel && *tag == at.tag) return &rule;
    }
    return nullptr;
}

/// A channel that the ledger put somewhere does not vanish with the last release that its rule follows: the rule
/// follows others since, or its place takes others. It stays where it is, and that has to be told.
void add_left_behind(const RuleInputs& inputs, std::vector<WantedChannel>& all)
{
    std::set<TagAt> known;
    for (const auto& wanted : all) known.insert(wanted.at());
    for (const auto& row : inputs.state.tags) {
        if (row.role() != Role::channel) continue;
        const auto at = row.at();
        if (known.contains(at)) continue;
        const auto record = row.record();
        const auto target = std::ranges::find_if(inputs.targets, [&](const Target& it) {
            return it.location == at.location && it.image == record.part.image;
        });
        const auto* on = inputs.state.find(record.version);
        if (target == inputs.targets.end() || on == nullptr) continue;
        const auto* rule = rule_of(inputs.configuration, *on, at, record);
        if (rule == nullptr) continue;
        WantedChannel wanted{record.channel, rule, &*target, record.part, at.tag, nullptr, false, ""};
        decide(inputs, {record.channel, {}}, wanted);
        all.push_back(std::move(wanted));
    }
}

/// Two channels that are one tag would push each other away for ever.
Result<void> keep_apart(const std::vector<WantedChannel>& all)
{
    std::map<TagAt, const WantedChannel*> owners;
    for (const auto& wanted : all) {
        const auto [owner, fresh] = owners.emplace(wanted.at(), &wanted);
        if (fresh) continue;
        const auto name = [](const WantedChannel& it) {
            return fmt::format("channel '{}' of {}", it.channel, it.part.str());
        };
        return fail(ErrorKind::usage,
                    fmt::format("{} and {} would both be '{}'", name(*owner->second), name(wanted), wanted.at().str()),
                    "give each its own name, or each image its own repository with {image}");
    }
    return {};
}

}  // namespace

Result<std::vector<WantedChannel>> wanted_channels(const RuleInputs& inputs)
{
    std::vector<WantedChannel> all;
    for (const auto& rule : inputs.configuration.channels) {
        const auto lines = lines_of(inputs, rule);
        if (!lines) return fail(lines.error());
        for (const auto& line : **lines)
            if (auto added = add_line(inputs, rule, line, all); !added) return fail(added.error());
    }
    if (auto apart = keep_apart(all); !apart) return fail(apart.error());
    add_left_behind(inputs, all);
    return all;
}

std::optional<WantedChannel> wanted_not_above(const RuleInputs& inputs, const WantedChannel& wanted,
                                              const KnownRelease& ceiling)
{
    const auto* line = wanted.held ? nullptr : line_of(inputs, *wanted.rule, wanted.channel);
    if (line == nullptr) return std::nullopt;
    ChannelLine low{line->name, line->members};
    std::erase_if(low.members, [&](const auto& known) { return outranks(*known, ceiling); });
    auto lower = wanted;
    lower.release = best_of(inputs, low, wanted);
    if (lower.release == nullptr) return std::nullopt;
    lower.why = why_on(inputs, wanted, lower.release);
    if (wanted.rule->follow.rule != Follow::Rule::manual) lower.why += " not above " + ceiling.version();
    return lower;
}

std::optional<std::string> next_waits(const RuleInputs& inputs, const WantedChannel& wanted)
{
    const auto* line = wanted.held ? nullptr : line_of(inputs, *wanted.rule, wanted.channel);
    if (line == nullptr) return std::nullopt;
    for (const auto& known : line->members) {
        if (&*known == wanted.release) break;
        const auto& release = known->release;
        const bool has_part = release.parts.contains(wanted.part) || release.awaited.contains(wanted.part);
        if (!has_part || !wanted.target->takes(release.kind) || withdrawn_content(inputs, *known)) continue;
        if (auto why = waits(inputs, *wanted.rule, *known)) return why;
    }
    return std::nullopt;
}

}  // namespace tagwarden
