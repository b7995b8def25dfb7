// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/channel_rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/text.h"
#include "core/naming.h"
#include "core/same_content.h"

namespace tagwarden {

bool outranks(const KnownRelease& a, const KnownRelease& b)
{
    if (const auto order = a.release.version <=> b.release.version; order != 0) return order > 0;
    if (a.release.ordinal != b.release.ordinal) return a.release.ordinal > b.release.ordinal;
    return a.version() > b.version();
}

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

std::optional<std::string> ineligible(const RuleInputs& inputs, const ChannelConfiguration& rule,
                                      const KnownRelease& known, const Target* at)
{
    const auto& release = known.release;
    if (!rule.follow.accepts(release.kind, release.branch))
        return fmt::format("it follows {} builds; {} is a {} build", rule.follow.str(), known.version(),
                           name_of(release.kind));
    if (const auto* bad = withdrawn_content(inputs.configuration, inputs.state, known)) {
        const auto same = bad == &known ? "" : fmt::format(" has the content of {}, which", bad->version());
        return fmt::format("{}{} is withdrawn: {}", known.version(), same, bad->withdrawn->reason);
    }
    if (auto why = waits(inputs, rule, known)) return why;
    if (at != nullptr && !at->takes(release.kind))
        return fmt::format("{} takes no {} builds", at->destination, name_of(release.kind));
    return std::nullopt;
}

namespace {

/// The releases that share one rendered name of a channel, such as "1.8" of "{major}.{minor}".
struct Line {
    std::string name;
    std::vector<const KnownRelease*> members;
};

Result<std::vector<Line>> lines_of(const RuleInputs& inputs, const ChannelConfiguration& rule)
{
    std::vector<Line> lines;
    for (const auto& [version, known] : inputs.state.releases) {
        if (!rule.follow.accepts(known.release.kind, known.release.branch)) continue;
        auto name = channel_name(rule, variables_of(known.release));
        if (!name) return fail(name.error());
        auto line = std::ranges::find(lines, *name, &Line::name);
        if (line == lines.end()) line = lines.insert(lines.end(), Line{std::move(*name), {}});
        line->members.push_back(&known);
    }
    return lines;
}

const KnownRelease* best_of(const RuleInputs& inputs, const ChannelConfiguration& rule, const Line& line,
                            const Target& target, const Part& part)
{
    const KnownRelease* best = nullptr;
    for (const auto* known : line.members) {
        if (!known->release.parts.contains(part) || ineligible(inputs, rule, *known, &target)) continue;
        if (best == nullptr || outranks(*known, *best)) best = known;
    }
    return best;
}

/// What a hold makes of a channel at one place. A hold puts nothing where it may not be: it only keeps.
void decide_held(const Hold& hold, const RuleInputs& inputs, WantedChannel& wanted)
{
    wanted.held = true;
    wanted.why = fmt::format("held on {}: {}", hold.version, hold.decision.reason);
    const auto* held = inputs.state.find(hold.version);
    if (held == nullptr || !held->release.parts.contains(wanted.part)) return;
    if (const auto* bad = withdrawn_content(inputs.configuration, inputs.state, *held))
        wanted.why += fmt::format("; that version is withdrawn: {}", bad->withdrawn->reason);
    else if (wanted.target->takes(held->release.kind))
        wanted.release = held;
}

/// A name made of the version, such as "2" of "{major}", says which line of releases has none.
std::string nothing_eligible(const ChannelConfiguration& rule, const Line& line)
{
    return rule.name.names().empty() ? "no eligible release" : "no eligible release of line " + line.name;
}

void decide(const RuleInputs& inputs, const Line& line, WantedChannel& wanted)
{
    const auto hold = inputs.state.holds.find(line.name);
    if (hold != inputs.state.holds.end()) return decide_held(hold->second, inputs, wanted);
    wanted.release = best_of(inputs, *wanted.rule, line, *wanted.target, wanted.part);
    wanted.why = wanted.release == nullptr
                     ? nothing_eligible(*wanted.rule, line)
                     : fmt::format("{} is the highest {}", wanted.release->version(), wanted.rule->follow.str());
}

Result<void> add_line(const RuleInputs& inputs, const ChannelConfiguration& rule, const Line& line,
                      std::vector<WantedChannel>& all)
{
    for (const auto& target : inputs.targets) {
        const auto& image = *inputs.configuration.image(target.image);
        if (!image.channels) continue;
        const auto here =
            std::ranges::find_if(line.members, [&](const auto* known) { return target.takes(known->release.kind); });
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
        for (const auto& line : *lines)
            if (auto added = add_line(inputs, rule, line, all); !added) return fail(added.error());
    }
    if (auto apart = keep_apart(all); !apart) return fail(apart.error());
    return all;
}

std::optional<std::string> next_waits(const RuleInputs& inputs, const WantedChannel& wanted)
{
    if (wanted.held) return std::nullopt;
    const auto& rule = *wanted.rule;
    const KnownRelease* next = wanted.release;
    std::optional<std::string> why;
    for (const auto& [version, known] : inputs.state.releases) {
        const auto& release = known.release;
        if (!rule.follow.accepts(release.kind, release.branch) || !wanted.target->takes(release.kind) ||
            !release.parts.contains(wanted.part) || (next != nullptr && !outranks(known, *next)))
            continue;
        const auto name = channel_name(rule, variables_of(release));
        if (!name || *name != wanted.channel || withdrawn_content(inputs.configuration, inputs.state, known)) continue;
        if (auto waiting = waits(inputs, rule, known)) {
            next = &known;
            why = std::move(waiting);
        }
    }
    return why;
}

}  // namespace tagwarden
