// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/adoption.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "core/channel_names.h"
#include "core/edition.h"
#include "core/find_anchor.h"
#include "core/kind_in.h"
#include "core/naming.h"
#include "core/proposal.h"
#include "core/release_parts.h"
#include "core/version_tags.h"

namespace tagwarden {

std::string_view name_of(TagFinding::State state)
{
    switch (state) {
        case TagFinding::State::adopted: return "adopted";
        case TagFinding::State::known: return "known";
        case TagFinding::State::conflict: return "conflict";
        case TagFinding::State::undecided: return "undecided";
        case TagFinding::State::attached: return "attached";
    }
    return "";
}

std::size_t RepositoryFindings::count(TagFinding::State state, std::optional<Role> role) const
{
    return static_cast<std::size_t>(std::ranges::count_if(
        tags, [&](const TagFinding& it) { return it.state == state && (!role || it.role == role); }));
}

std::vector<std::string> Adoption::summary() const
{
    using State = TagFinding::State;
    std::vector<std::string> lines;
    for (const auto& it : repositories) {
        const auto anchors = it.count(State::adopted, Role::anchor), channels = it.count(State::adopted, Role::channel);
        if (anchors + channels == 0) continue;
        auto line = fmt::format("{} has tags that the ledger knew nothing of; anchors adopted: {}, channels: {}",
                                it.destination, anchors, channels);
        if (const auto others = it.count(State::undecided) + it.count(State::conflict); others != 0)
            line += fmt::format(", other tags: {} ('tagwarden adopt --dry-run' lists them)", others);
        lines.push_back(std::move(line));
    }
    return lines;
}

namespace {

using State = TagFinding::State;

/// The content of a part of releases, as a key.
using Content = std::pair<Part, std::string>;

class Adopter {
public:
    Adopter(const RuleInputs& inputs, const std::string& edition, const std::vector<FoundTags>& found)
        : inputs_(inputs), edition_(edition), after_(inputs.state)
    {
        // Where places differ, those that count have the say.
        for (const bool optional : {false, true})
            for (const auto& it : found)
                if (const auto* target = target_at(it.location); target->optional == optional)
                    places_.push_back({&it, target});
    }

    Result<Adoption> run()
    {
        for (auto& place : places_) read(place);
        tell_channels_from_anchors();
        for (auto& place : places_) gather(place);
        await_parts();
        for (auto& place : places_) adopt_releases(place);
        find_channels();
        for (auto& place : places_) place.finish();
        if (auto held = hold_channels(); !held) return fail(held.error());
        return result();
    }

private:
    struct Place {
        const FoundTags* found = nullptr;
        const Target* target = nullptr;
        std::map<TagName, TagFinding> findings{};
        std::map<TagName, FoundAnchor> anchors{};  ///< those that may be, and in the end those that are adopted
        std::set<TagName> left{};                  ///< to the operation that set them
        std::vector<Release> releases{};           ///< that are adopted
        std::vector<AdoptedTag> tags{};            ///< likewise

        TagAt at(const TagName& tag) const { return {found->location, tag}; }

        TagFinding& finding(const TagName& tag)
        {
            return findings.try_emplace(tag, TagFinding{tag, State::undecided}).first->second;
        }

        void adopt(AdoptedTag tag)
        {
            auto& it = finding(tag.tag);
            it = {tag.tag, State::adopted, tag.digest, tag.role, tag.channel, tag.part, tag.version};
            tags.push_back(std::move(tag));
        }

        void finish() { std::ranges::sort(tags, {}, &AdoptedTag::tag); }
    };

    const Configuration& configuration() const { return inputs_.configuration; }

    const Target* target_at(const Location& location) const
    {
        return &*std::ranges::find(inputs_.targets, location, &Target::location);
    }

    // --- what the tags say --------------------------------------------------------------------------------------

    void read(Place& place)
    {
        for (const auto& tag : place.found->attached) place.finding(tag).state = State::attached;
        for (const auto& [tag, why] : place.found->unreadable) place.finding(tag).why = why;
        for (const auto& [tag, content] : place.found->tags) {
            auto& finding = place.finding(tag);
            finding.digest = content.digest;
            if (compare_with_ledger(place, finding) || left_to_an_operation(inputs_.state, place, finding)) continue;
            if (auto anchor = find_anchor(configuration(), inputs_.targets, edition_, place.at(tag), finding.why))
                place.anchors.emplace(tag, std::move(*anchor));
        }
    }

    /// True for a tag of which the ledger knows.
    bool compare_with_ledger(const Place& place, TagFinding& finding) const
    {
        const auto record = inputs_.state.tags.find(place.at(finding.tag));
        if (!record) return false;
        const auto& known = *record;
        const bool same = known.digest == *finding.digest;
        finding.state = same ? State::known : State::conflict;
        finding.role = known.role;
        finding.channel = known.channel;
        finding.part = known.part;
        finding.version = known.version;
        if (!same) finding.why = fmt::format("the ledger has it on {} ({})", known.digest.str(), known.version);
        return true;
    }

    static bool left_to_an_operation(const LedgerState& state, Place& place, TagFinding& finding)
    {
        for (const auto& open : state.open_intents) {
            const auto sets_it = [&](const PlannedMove& move) {
                return move.location == place.found->location && move.move.tag == finding.tag &&
                       move.move.to.digest == *finding.digest;
            };
            if (open.superseded || std::ranges::none_of(*open.intent.moves, sets_it)) continue;
            finding.why = fmt::format("the unfinished {} of {} set it", open.intent.operation, open.intent.subject);
            place.left.insert(finding.tag);
            return true;
        }
        return false;
    }

    /// A name that a channel has, or would have, is no anchor's: "latest" and "24.04" are versions in some orders.
    void tell_channels_from_anchors()
    {
        std::vector<Release> releases;
        for (const auto& place : places_)
            for (const auto& [tag, anchor] : place.anchors) releases.push_back(new_release(anchor.version));
        const auto names = channel_names(configuration(), inputs_.targets, with_known(releases));
        for (auto& place : places_)
            std::erase_if(place.anchors, [&](const auto& it) {
                const auto name = names.find(place.at(it.first));
                if (name == names.end()) return false;
                place.finding(it.first).why = fmt::format("it could be the anchor of {} as well as the channel '{}'",
                                                          it.second.version.str(), name->second.channel);
                return true;
            });
    }

    Release new_release(const Version& version) const
    {
        return {edition_, version, kind_in(version), "", "", 0, {}, {}};
    }

    std::vector<const Release*> with_known(const std::vector<Release>& releases) const
    {
        std::vector<const Release*> all;
        for (const auto& [version, known] : after_.releases) all.push_back(&known.release);
        for (const auto& release : releases) all.push_back(&release);
        return all;
    }

    // --- releases -----------------------------------------------------------------------------------------------

    /// Every anchor adds a part to the release of its version, or contradicts it.
    void gather(Place& place)
    {
        std::erase_if(place.anchors, [&](const auto& it) {
            const auto& [tag, anchor] = it;
            const auto& content = place.found->tags.at(tag);
            auto& release = release_of(anchor.version);
            const auto part = release.parts.find(anchor.part);
            if (part != release.parts.end() && part->second.digest != content.digest) {
                contradict(place.finding(tag), anchor, part->second.digest);
                return true;
            }
            if (part == release.parts.end()) release.parts.emplace(anchor.part, content);
            place.adopt({Role::anchor, "", anchor.part, tag, content.digest, anchor.version.str()});
            return false;
        });
    }

    /// What a found release was to have nobody wrote down. A part counts as declared from the lowest release of the
    /// same kind on that has it: one above without it is open until somebody brings it, one below is from before its
    /// time and closed with what it has.
    void await_parts()
    {
        std::map<std::pair<BuildKind, Part>, const Version*> since;
        const auto note = [&](const Release& release) {
            for (const auto& [part, content] : release.parts) {
                auto& first = since.try_emplace({release.kind, part}, &release.version).first->second;
                if (release.version < *first) first = &release.version;
            }
        };
        for (const auto& [version, known] : inputs_.state.releases) note(known.release);
        for (const auto& [version, release] : releases_) note(release);
        for (auto& [version, release] : releases_) {
            std::erase_if(release.awaited, [&](const Part& part) { return release.parts.contains(part); });
            if (inputs_.state.find(version) != nullptr) continue;
            for (auto& part : declared_parts(configuration(), inputs_.targets, release.kind)) {
                const auto first = since.find({release.kind, part});
                if (!release.parts.contains(part) && first != since.end() && *first->second < release.version)
                    release.awaited.insert(std::move(part));
            }
        }
    }

    Release& release_of(const Version& version)
    {
        const auto* known = inputs_.state.find(version.str());
        return releases_.try_emplace(version.str(), known != nullptr ? known->release : new_release(version))
            .first->second;
    }

    static void contradict(TagFinding& finding, const FoundAnchor& anchor, const Digest& before)
    {
        finding.state = State::conflict;
        finding.role = Role::anchor;
        finding.part = anchor.part;
        finding.version = anchor.version.str();
        finding.why = fmt::format("{} of {} is {} elsewhere", anchor.part.str(), finding.version, before.str());
    }

    void adopt_releases(Place& place)
    {
        for (const auto& [version, release] : releases_)
            if (is_news(place, release) && belongs_to(place, release)) place.releases.push_back(release);
        if (place.releases.empty() && place.tags.empty()) return;
        after_ = with_decisions(after_, {entry_of(place)}, inputs_.now);
    }

    bool is_news(const Place& place, const Release& release) const
    {
        const auto* known = inputs_.state.find(release.version.str());
        if (known == nullptr) return true;
        return known->release.parts != release.parts || !known->complete_at.contains(place.found->location);
    }

    /// A release is told at each place that has all of it; one that is whole nowhere, where it was found first.
    bool belongs_to(const Place& place, const Release& release) const
    {
        if (whole_at(place, release)) return true;
        const auto* known = inputs_.state.find(release.version.str());
        if (known != nullptr && known->release.parts == release.parts) return false;
        if (std::ranges::any_of(places_, [&](const Place& it) { return whole_at(it, release); })) return false;
        const auto first = std::ranges::find_if(places_, [&](const Place& it) { return named_at(it, release); });
        return first != places_.end() && &*first == &place;
    }

    static bool named_at(const Place& place, const Release& release)
    {
        return std::ranges::any_of(place.tags, [&](const AdoptedTag& tag) {
            return tag.role == Role::anchor && tag.version == release.version.str();
        });
    }

    /// Whether every part that goes to this place has its anchor there.
    bool whole_at(const Place& place, const Release& release) const
    {
        bool any = false;
        for (const auto& target : inputs_.targets) {
            if (target.location != place.found->location) continue;
            const auto& image = *configuration().image(target.image);
            for (const auto& variant : image.variants) {
                const auto part = release.parts.find({image.name, variant.name});
                if (part == release.parts.end()) continue;
                const auto name = anchor_name(image, variant, variables_of(release, image, variant));
                const auto tag = name ? place.found->tags.find(*name) : place.found->tags.end();
                if (tag == place.found->tags.end() || tag->second.digest != part->second.digest) return false;
                any = true;
            }
        }
        return any;
    }

    static RepositoryAdopted entry_of(const Place& place)
    {
        return {place.target->destination, place.found->location, place.releases, place.tags};
    }

    // --- channels -----------------------------------------------------------------------------------------------

    void find_channels()
    {
        std::map<Content, std::vector<const KnownRelease*>> contents;
        for (const auto& [version, known] : after_.releases)
            for (const auto& [part, content] : known.release.parts)
                contents[{part, content.digest.str()}].push_back(&known);
        const auto names = channel_names(configuration(), inputs_.targets, with_known({}));
        for (auto& place : places_)
            for (const auto& [tag, content] : place.found->tags) {
                auto& finding = place.finding(tag);
                if (finding.state != State::undecided || place.left.contains(tag)) continue;
                const auto name = names.find(place.at(tag));
                if (name == names.end()) {
                    explain(finding, contents);
                    tell_other_spelling(place, finding);
                } else {
                    find_channel(place, finding, name->second, contents);
                }
            }
    }

    void find_channel(Place& place, TagFinding& finding, const ChannelName& name,
                      const std::map<Content, std::vector<const KnownRelease*>>& contents)
    {
        const auto found = contents.find({name.part, finding.digest->str()});
        if (found == contents.end()) {
            finding.why = fmt::format("it has the name of the channel '{}', and content that no version of {} has",
                                      name.channel, name.part.str());
            tell_other_spelling(place, finding);
            return;
        }
        place.adopt({Role::channel, name.channel, name.part, finding.tag, *finding.digest,
                     best_of(found->second, name.channel)->version()});
    }

    bool says_a_version(const TagName& tag) const
    {
        return parse_version_text(configuration().version.order, tag.str()).has_value();
    }

    /// A tag with the same content that says a version, but is no anchor, is likely why no version has it.
    void tell_other_spelling(Place& place, TagFinding& finding) const
    {
        if (says_a_version(finding.tag)) return;
        for (const auto& [tag, content] : place.found->tags) {
            const auto& other = place.finding(tag);
            if (content.digest != *finding.digest || other.state != State::undecided || !says_a_version(tag)) continue;
            finding.why += fmt::format("; '{}' has it too: {}", tag.str(), other.why);
            return;
        }
    }

    const KnownRelease* best_of(const std::vector<const KnownRelease*>& releases, const std::string& channel) const
    {
        return *std::ranges::max_element(releases, [&](const KnownRelease* a, const KnownRelease* b) {
            const auto in_line = [&](const KnownRelease* it) { return gives_rise_to(it->release, channel); };
            return in_line(a) != in_line(b) ? in_line(b) : outranks(*b, *a);
        });
    }

    bool gives_rise_to(const Release& release, const std::string& channel) const
    {
        return std::ranges::any_of(configuration().channels, [&](const ChannelConfiguration& rule) {
            const auto name = channel_name(rule, variables_of(release));
            return name && *name == channel && rule.follow.accepts(release.kind, release.branch);
        });
    }

    static void explain(TagFinding& finding, const std::map<Content, std::vector<const KnownRelease*>>& contents)
    {
        for (const auto& [content, releases] : contents)
            if (content.second == finding.digest->str()) {
                finding.why += fmt::format("; it has the content of {}", releases.front()->version());
                return;
            }
    }

    // --- holds --------------------------------------------------------------------------------------------------

    Result<void> hold_channels()
    {
        // As it will be with the channels, too: one that is on a release which waits for a part stays there.
        std::vector<EntryBody> entries;
        for (const auto& place : places_) entries.emplace_back(entry_of(place));
        const auto state = with_decisions(after_, entries, inputs_.now);
        const auto wanted = wanted_channels({configuration(), inputs_.targets, state, inputs_.now});
        if (!wanted) return fail(wanted.error());
        std::map<std::string, std::string> reasons;
        for (const auto& it : *wanted) {
            if (it.held || it.release == nullptr || it.target->optional) continue;
            const auto* found = adopted_channel(it.at());
            if (found == nullptr || found->digest == it.content().digest) continue;
            reasons.try_emplace(it.channel, fmt::format("it was found on {} at {}, although {}", found->version,
                                                        it.target->destination, it.why));
        }
        for (auto& [channel, reason] : reasons) {
            warnings_.push_back(fmt::format("channel '{}' is held: {}; '{}' lets it follow its rule", channel, reason,
                                            said_for(edition_, "tagwarden unhold " + channel)));
            holds_.push_back({channel, version_on(channel), std::move(reason)});
        }
        return {};
    }

    const AdoptedTag* adopted_channel(const TagAt& at) const
    {
        for (const auto& place : places_) {
            if (place.found->location != at.location) continue;
            const auto tag = std::ranges::lower_bound(place.tags, at.tag, {}, &AdoptedTag::tag);
            if (tag != place.tags.end() && tag->tag == at.tag && tag->role == Role::channel) return &*tag;
        }
        return nullptr;
    }

    /// The one version that this channel is on wherever it counts; "" where there are several.
    std::string version_on(const std::string& channel) const
    {
        std::set<std::string> versions;
        for (const auto& place : places_)
            for (const auto& tag : place.tags)
                if (tag.channel == channel && !place.target->optional) versions.insert(tag.version);
        for (const auto& row : inputs_.state.tags)
            if (row.role() == Role::channel && row.channel() == channel && !may_lag(row.location()))
                versions.emplace(row.version());
        return versions.size() == 1 ? *versions.begin() : "";
    }

    bool may_lag(const Location& location) const
    {
        return std::ranges::any_of(inputs_.targets,
                                   [&](const Target& it) { return it.location == location && it.optional; });
    }

    // --- the end ------------------------------------------------------------------------------------------------

    Adoption result()
    {
        Adoption adoption;
        adoption.edition = edition_;
        for (auto& place : places_) {
            if (!place.releases.empty() || !place.tags.empty()) adoption.entries.emplace_back(entry_of(place));
            RepositoryFindings findings{place.target->destination, place.found->location, place.releases.size(), {}};
            for (auto& [tag, finding] : place.findings) findings.tags.push_back(std::move(finding));
            warn_of_conflicts(findings);
            adoption.repositories.push_back(std::move(findings));
        }
        for (auto& hold : holds_) adoption.entries.emplace_back(std::move(hold));
        adoption.warnings = std::move(warnings_);
        return adoption;
    }

    void warn_of_conflicts(const RepositoryFindings& findings)
    {
        for (const auto& it : findings.tags)
            if (it.state == State::conflict)
                warnings_.push_back(fmt::format("'{}:{}' names {}: {}; it is left as it is", findings.location.str(),
                                                it.tag.str(), it.digest->str(), it.why));
    }

    const RuleInputs& inputs_;
    const std::string& edition_;
    LedgerState after_;  ///< with what is adopted so far, but for channels
    std::vector<Place> places_;
    std::map<std::string, Release> releases_;  ///< by the text of their version
    std::vector<ChannelHeld> holds_;
    std::vector<std::string> warnings_;
};

}  // namespace

Result<Adoption> adopt(const RuleInputs& inputs, const std::string& edition, const std::vector<FoundTags>& found)
{
    return Adopter(inputs, edition, found).run();
}

}  // namespace tagwarden
