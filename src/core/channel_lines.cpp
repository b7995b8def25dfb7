// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/channel_lines.h"

#include <algorithm>
#include <map>
#include <string_view>

#include "core/naming.h"

namespace tagwarden {

std::optional<std::size_t> promotion_of(const LedgerState& state, const std::string& channel,
                                        const std::string& version)
{
    const auto all = state.promotions.find(channel);
    if (all == state.promotions.end()) return std::nullopt;
    const auto* known = state.find(version);
    for (auto i = all->second.size(); i-- > 0;) {
        if (all->second[i].version == version) return i;
        const auto* later = state.find(all->second[i].version);
        if (known != nullptr && later != nullptr && outranks(*known, *later)) return std::nullopt;
    }
    return std::nullopt;
}

bool goes_before(const LedgerState& state, const ChannelConfiguration& rule, const std::string& channel,
                 const KnownRelease& a, const KnownRelease& b)
{
    if (rule.follow.rule != Follow::Rule::manual) return outranks(a, b);
    return promotion_of(state, channel, a.version()) > promotion_of(state, channel, b.version());
}

namespace {

/// A release that was announced, has no name anywhere, and that nobody is about to bring any more: its publication was
/// abandoned. It gives rise to no channel.
bool abandoned(const LedgerState& state, const ReleaseFacts& facts)
{
    if (facts.named || facts.published || facts.incomplete) return false;
    return std::ranges::none_of(state.open_intents, [&](const OpenIntent& open) {
        return open.intent.operation == "publish" && open.intent.subject == facts.version;
    });
}

/// All known releases that were not abandoned, those that outrank the others first.
const std::vector<RuleMemory::Ranked>& ranked_releases(const RuleInputs& inputs)
{
    auto& all = inputs.memory.ranked;
    if (all) return *all;
    all.emplace();
    all->reserve(inputs.state.releases.size());
    for (const auto& row : inputs.state.releases.ranked())
        if (const auto facts = row.facts(); !abandoned(inputs.state, facts)) all->push_back({facts.kind, row});
    return *all;
}

bool follows(const ChannelConfiguration& rule, BuildKind kind, const ReleaseRow& row)
{
    // Only of builds of a branch it matters which.
    const auto branch = kind == BuildKind::branch ? std::string(row.facts().branch) : std::string();
    return rule.follow.accepts(kind, branch);
}

/// Puts releases into the lines of one rule: those that outrank the others first.
class Lines {
public:
    Lines(const LedgerState& state, const ChannelConfiguration& rule)
        : state_(state), rule_(rule), needs_(rule.name.names())
    {
    }

    Result<void> add(const ReleaseRow& release)
    {
        if (auto found = find_line(release); !found) return found;
        auto& [least, line] = lines_[line_];
        if (rule_.follow.rule == Follow::Rule::manual && !promotion_of(state_, line.name, release->version()))
            return {};
        // Where all releases are of one line no order of lines is to be found, and none of the versions to be read.
        if (!needs_.empty() && (line.members.empty() || release->version() < least)) least = release->version();
        line.members.push_back(release);
        return {};
    }

    std::vector<ChannelLine> take()
    {
        std::erase_if(lines_, [](const auto& it) { return it.second.members.empty(); });
        std::ranges::sort(lines_, {}, [](const auto& it) { return it.first; });
        std::vector<ChannelLine> lines;
        for (auto& [least, line] : lines_) lines.push_back(std::move(line));
        if (rule_.follow.rule == Follow::Rule::manual)
            for (auto& line : lines)
                std::ranges::sort(line.members, [&](const ReleaseRow& a, const ReleaseRow& b) {
                    return goes_before(state_, rule_, line.name, *a, *b);
                });
        return lines;
    }

private:
    /// Releases that follow each other are nearly always of one line: then there is nothing to write or to look up.
    Result<void> find_line(const ReleaseRow& release)
    {
        auto variables = needs_.empty() ? Variables() : variables_of(release->release, needs_);
        if (!lines_.empty() && variables == variables_) return {};
        variables_ = std::move(variables);
        auto name = channel_name(rule_, variables_);
        if (!name) return fail(name.error());
        const auto [place, fresh] = places_.emplace(*name, lines_.size());
        if (fresh) lines_.push_back({{}, {std::move(*name), {}}});
        line_ = place->second;
        return {};
    }

    const LedgerState& state_;
    const ChannelConfiguration& rule_;
    std::vector<std::string> needs_;
    Variables variables_;
    std::size_t line_ = 0;  ///< the last one
    /// With the least text of its versions: in this order they were always shown.
    std::vector<std::pair<std::string_view, ChannelLine>> lines_;
    std::map<std::string, std::size_t> places_;
};

Result<std::vector<ChannelLine>> find_lines(const RuleInputs& inputs, const ChannelConfiguration& rule)
{
    Lines lines(inputs.state, rule);
    for (const auto& [kind, release] : ranked_releases(inputs))
        if (follows(rule, kind, release))
            if (auto added = lines.add(release); !added) return fail(added.error());
    return lines.take();
}

}  // namespace

Result<const std::vector<ChannelLine>*> lines_of(const RuleInputs& inputs, const ChannelConfiguration& rule)
{
    auto& known = inputs.memory.lines;
    if (const auto found = known.find(&rule); found != known.end()) return &found->second;
    auto lines = find_lines(inputs, rule);
    if (!lines) return fail(lines.error());
    return &known.emplace(&rule, std::move(*lines)).first->second;
}

const ChannelLine* line_of(const RuleInputs& inputs, const ChannelConfiguration& rule, const std::string& name)
{
    const auto lines = lines_of(inputs, rule);
    if (!lines) return nullptr;
    const auto line = std::ranges::find(**lines, name, &ChannelLine::name);
    return line == (*lines)->end() ? nullptr : &*line;
}

}  // namespace tagwarden
