// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "flows/propose.h"

#include "flows/find_tags.h"
#include "flows/needed_content.h"

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

/// Which release a channel goes to, and so which anchor it needs, only planning tells: the plan may have anchors that
/// were not looked at.
std::vector<TagAt> anchors_not_seen(const Plan& plan, const SeenTags& seen)
{
    std::vector<TagAt> names;
    for (const auto& it : plan.anchors)
        if (TagAt at{it.location, it.move.tag}; !seen.contains(at)) names.push_back(std::move(at));
    return names;
}

Unanswered causes(const std::map<Location, Error>& failed)
{
    Unanswered all;
    for (const auto& [location, error] : failed) all.emplace(location, error.message);
    return all;
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
    const RuleInputs rules{product.configuration, product.targets, outlook.state, now, nullptr, {}, product.edition};

    const auto names = operation.names(rules);
    if (!names) return fail(names.error());
    auto seen = look_everywhere(places, product.targets, *names);
    if (!seen) return fail(seen.error());
    outlook.seen = std::move(seen->seen);

    const auto unknown = not_adopted(outlook.adoption);
    const auto unanswered = causes(seen->failed);
    const PlanInputs inputs{rules, outlook.seen, operation.take_over, &unknown, &unanswered, operation.to_take_over};
    auto proposal = operation.propose(inputs);
    if (!proposal) return fail(proposal.error());
    if (const auto more = anchors_not_seen(proposal->plan, outlook.seen); !more.empty()) {
        auto found = look_everywhere(places, product.targets, more);
        if (!found) return fail(found.error());
        outlook.seen.merge(found->seen);
        proposal = operation.propose(inputs);
        if (!proposal) return fail(proposal.error());
    }
    outlook.proposal = std::move(*proposal);
    outlook.proposal.plan.edition = product.edition;
    if (auto content = check_needed_content(product, operation, outlook, places); !content)
        return fail(content.error());
    return outlook;
}

}  // namespace tagwarden
