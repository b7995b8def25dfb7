// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "flows/propose.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.h"
#include "flows/content_holders.h"
#include "flows/content_jobs.h"
#include "flows/find_tags.h"

namespace tagwarden {

namespace {

/// A ledger that knows nothing of a place which has tags does not pretend: it takes what is there for what it is.
Result<void> take_stock(const Product& product, const ReadPlaces& places, Time now, Outlook& outlook)
{
    auto found = find_unknown_tags(product.targets, outlook.state, places);
    if (!found) return fail(found.error());
    outlook.found = std::move(*found);
    auto adoption = adopt({product.configuration, product.targets, outlook.state, now}, product.edition, outlook.found);
    if (!adoption) return fail(adoption.error());
    outlook.adoption = std::move(*adoption);
    outlook.state = with_decisions(outlook.state, outlook.adoption.entries, now);
    return {};
}

/// Content of a version that has to be had from a place.
struct Needed {
    std::string version;
    Descriptor root;
};

/// What the plan needs at a place which counts, and the operation does not bring: by its part and version.
std::map<std::string, Needed> needed(const Product& product, const Operation& operation, const Plan& plan)
{
    std::map<std::string, Needed> all;
    std::set<std::pair<Location, std::string>> brought;
    const auto need = [&](const Part& part, const std::string& version, const Descriptor& root) {
        all.insert_or_assign(part.str() + " " + version, Needed{version, root});
    };
    for (const auto& it : plan.content) {
        brought.emplace(it.location, it.root.digest.str());
        if (!operation.sources.contains(it.part)) need(it.part, it.version, it.root);
    }
    for (const auto& it : plan.channels)
        if (it.puts() && !optional_place(product, it.location) &&
            !brought.contains({it.location, it.move.to.digest.str()}))
            need(it.part, it.version, it.move.to);
    return all;
}

/// Of the versions that a proposal gives to choose from, those whose content somebody has.
std::vector<std::string> choices_with_content(const LedgerState& state, const std::vector<std::string>& choices,
                                              const ReadPlaces& places)
{
    constexpr std::size_t enough = 5;
    std::vector<std::string> had;
    for (const auto& version : choices)
        if (const auto* known = state.find(version);
            had.size() < enough && known != nullptr && check_holders(known->release.parts, places))
            had.push_back(version);
    return had;
}

std::string way_out(const Operation& operation, const Outlook& outlook, const std::string& lost,
                    const ReadPlaces& places)
{
    if (!operation.without_content.empty()) return operation.without_content;
    if (const auto choices = choices_with_content(outlook.state, outlook.proposal.choices, places); !choices.empty())
        return "go back further with --to: " + join(choices, ", ");
    return fmt::format("flag it with 'tagwarden withdraw {}', so that no channel goes to it", lost);
}

/// Before anything is written: a plan to go where nobody has the content any more cannot come true.
Result<void> check_content(const Product& product, const Operation& operation, const Outlook& outlook,
                           const ReadPlaces& places)
{
    const auto all = needed(product, operation, outlook.proposal.plan);
    NamedContent content;
    for (const auto& [what, it] : all) content.emplace(what, it.root);
    auto there = check_holders(content, places);
    if (there || there.error().kind != ErrorKind::refused) return there;
    const auto lost = std::ranges::find_if(
        all, [&](const auto& it) { return !check_holders(NamedContent{{it.first, it.second.root}}, places); });
    if (lost != all.end()) there.error().hint = way_out(operation, outlook, lost->second.version, places);
    return there;
}

/// Which release a channel goes to, and so which anchor it needs, only planning tells: the plan may have anchors that
/// were not looked at.
std::vector<TagAt> anchors_not_seen(const Plan& plan, const SeenTags& seen)
{
    std::vector<TagAt> names;
    for (const auto& it : plan.anchors)
        if (TagAt at{it.location, it.move.tag}; !seen.contains(at)) names.push_back(std::move(at));
    return names;
}

NotAdopted not_adopted(const Adoption& adoption)
{
    NotAdopted all;
    for (const auto& repository : adoption.repositories)
        for (const auto& tag : repository.tags)
            if (tag.state == TagFinding::State::undecided) all.emplace(TagAt{repository.location, tag.tag}, tag.why);
    return all;
}

}  // namespace

Result<Outlook> propose(const Product& product, const Operation& operation, LedgerReader& ledger,
                        const ReadPlaces& places, Time now)
{
    auto known = ledger.state(product.edition);
    if (!known) return during("reading the ledger", known.error());
    Outlook outlook{std::move(known->head), std::move(known->state), {}, {}, {}, {}};
    if (operation.takes_stock)
        if (auto taken = take_stock(product, places, now, outlook); !taken) return fail(taken.error());
    const RuleInputs rules{product.configuration, product.targets, outlook.state, now};

    const auto names = operation.names(rules);
    if (!names) return fail(names.error());
    auto seen = look_everywhere(places, product.targets, *names);
    if (!seen) return fail(seen.error());
    outlook.seen = std::move(*seen);

    const auto unknown = not_adopted(outlook.adoption);
    const PlanInputs inputs{rules, outlook.seen, operation.take_over, &unknown};
    auto proposal = operation.propose(inputs);
    if (!proposal) return fail(proposal.error());
    if (const auto more = anchors_not_seen(proposal->plan, outlook.seen); !more.empty()) {
        auto found = look_everywhere(places, product.targets, more);
        if (!found) return fail(found.error());
        outlook.seen.merge(*found);
        proposal = operation.propose(inputs);
        if (!proposal) return fail(proposal.error());
    }
    outlook.proposal = std::move(*proposal);
    outlook.proposal.plan.edition = product.edition;
    if (auto content = check_content(product, operation, outlook, places); !content) return fail(content.error());
    return outlook;
}

}  // namespace tagwarden
