// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "flows/resolve.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "base/text.h"
#include "core/version_lookup.h"

namespace tagwarden {

namespace {

struct Candidate {
    TagAt at;
    TagRecord record;
    std::size_t destination = 0;  ///< its place in the configuration
};

bool named(const TagRow& row, const std::string& name)
{
    if (row.tag() == name) return true;
    return row.role() == Role::anchor ? row.version() == name : row.channel() == name;
}

/// The variant that is meant: the one asked for, the one whose tag was named ("rocm" says its variant itself), else the
/// main one.
bool means(const Product& product, const ResolveQuestion& question, const TagRow& row)
{
    if (!question.variant.empty()) return row.variant() == question.variant;
    if (row.tag() == question.name) return true;
    const auto* image = product.configuration.image(std::string(row.image()));
    return image != nullptr && std::ranges::any_of(image->variants, [&](const Variant& it) {
               return it.name == row.variant() && it.suffix.empty();
           });
}

std::vector<Candidate> candidates_for(const Product& product, const LedgerState& state, const ResolveQuestion& question)
{
    std::vector<Candidate> found;
    for (const auto& row : state.tags) {
        if (!named(row, question.name)) continue;
        if (!question.image.empty() && row.image() != question.image) continue;
        if (!means(product, question, row)) continue;
        const auto target =
            std::ranges::find_if(product.targets, [&](const Target& it) { return it.location == row.location(); });
        if (target == product.targets.end()) continue;
        if (!question.destination.empty() && target->destination != question.destination) continue;
        found.push_back({row.at(), row.record(), static_cast<std::size_t>(target - product.targets.begin())});
    }
    std::ranges::sort(found, {}, [](const Candidate& it) { return std::pair(it.destination, it.at); });
    return found;
}

/// By a name that the ledger has; else by a version in another spelling. A usage error where that may be several.
Result<std::vector<Candidate>> find_candidates(const Product& product, const LedgerState& state,
                                               ResolveQuestion question)
{
    auto found = candidates_for(product, state, question);
    if (!found.empty()) return found;
    const auto known = find_version(state, question.name);
    if (!known && known.error().kind == ErrorKind::not_found) return found;
    if (!known) return fail(known.error());
    question.name = (*known)->version();
    return candidates_for(product, state, question);
}

Result<Candidate> choose(const Product& product, const LedgerState& state, const ResolveQuestion& question)
{
    const auto found = find_candidates(product, state, question);
    if (!found) return fail(found.error());
    if (found->empty()) {
        std::vector<std::string> names;
        for (const auto& row : state.tags)
            names.emplace_back(row.role() == Role::anchor ? row.version() : row.channel());
        return fail(ErrorKind::not_found,
                    fmt::format("'{}' is no channel, tag or version that the ledger knows{}", printable(question.name),
                                did_you_mean(question.name, names)),
                    "see what it knows with 'tagwarden status'");
    }
    std::set<std::string> images;
    for (const auto& one : *found) images.insert(one.record.part.image);
    if (images.size() > 1)
        return fail(ErrorKind::usage,
                    fmt::format("'{}' is a name of several images: {}", question.name,
                                join(std::vector(images.begin(), images.end()), ", ")),
                    "choose one with --image");
    return found->front();
}

}  // namespace

Result<Resolved> resolve(const Product& product, const ResolveQuestion& question, LedgerReader& ledger,
                         const ReadPlaces& places)
{
    const auto journal = ledger.state(product.edition);
    if (!journal) return during("reading the ledger", journal.error());
    const auto& state = journal->state;
    const auto chosen = choose(product, state, question);
    if (!chosen) return fail(chosen.error());
    const auto sight = look(places, {chosen->at});
    for (const auto& [location, error] : sight.failed) return during("looking at " + location.str(), error);
    const auto& seen = sight.seen.at(chosen->at);
    if (!seen)
        return fail(ErrorKind::not_found, fmt::format("'{}' does not exist any more; the ledger recorded {}",
                                                      chosen->at.str(), chosen->record.digest.str()));

    Resolved resolved{chosen->at.location.str() + "@" + seen->digest.str(), chosen->record.version, {}, ""};
    if (seen->digest != chosen->record.digest) {
        resolved.version = state.version_of(seen->digest);
        resolved.warning = fmt::format("'{}' was moved by somebody else: the ledger last put it on {} ({})",
                                       chosen->at.str(), chosen->record.digest.str(), chosen->record.version);
    }
    if (const auto* known = state.find(resolved.version)) resolved.withdrawn = known->withdrawn;
    return resolved;
}

}  // namespace tagwarden
