// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "flows/needed_content.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.h"
#include "core/edition.h"
#include "flows/content_holders.h"
#include "flows/content_jobs.h"

namespace tagwarden {

namespace {

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

std::string way_out(const Product& product, const Operation& operation, const Outlook& outlook, const std::string& lost,
                    const ReadPlaces& places)
{
    if (!operation.without_content.empty()) return operation.without_content;
    if (const auto choices = choices_with_content(outlook.state, outlook.proposal.choices, places); !choices.empty())
        return "go back further with --to: " + join(choices, ", ");
    return fmt::format("flag it with '{}', so that no channel goes to it",
                       said_for(product.edition, "tagwarden withdraw " + lost));
}

}  // namespace

Result<void> check_needed_content(const Product& product, const Operation& operation, const Outlook& outlook,
                                  const ReadPlaces& places)
{
    const auto all = needed(product, operation, outlook.proposal.plan);
    NamedContent content;
    for (const auto& [what, it] : all) content.emplace(what, it.root);
    auto there = check_holders(content, places);
    if (there || there.error().kind != ErrorKind::refused) return there;
    const auto lost = std::ranges::find_if(
        all, [&](const auto& it) { return !check_holders(NamedContent{{it.first, it.second.root}}, places); });
    if (lost != all.end()) there.error().hint = way_out(product, operation, outlook, lost->second.version, places);
    return there;
}

}  // namespace tagwarden
