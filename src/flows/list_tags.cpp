// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "flows/list_tags.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string_view>

#include "core/version/sort_versions.h"
#include "flows/read_facts.h"

namespace tagwarden {

namespace {

constexpr std::size_t first_batch = 32;
constexpr std::size_t largest_batch = 512;
constexpr std::size_t largest_batch_with_facts = 128;  // each may be a manifest of some size

std::vector<TagName> sorted_as_versions(const std::vector<TagName>& tags, Order order, bool reverse)
{
    std::vector<std::string_view> lines;
    for (const auto& tag : tags) lines.emplace_back(tag.str());
    const auto sorted = sort_versions(lines, {order, reverse, false});
    std::vector<TagName> result;
    for (const auto& line : sorted.lines) result.push_back(*TagName::parse(line));
    return result;
}

/// True for what is wrong with one tag; else no other would be answered, either.
bool concerns_one(const Error& error)
{
    return error.kind == ErrorKind::malformed || error.kind == ErrorKind::not_found ||
           error.kind == ErrorKind::refused || error.kind == ErrorKind::usage;
}

class Listing {
public:
    Listing(const ListPorts& ports, const std::function<void(std::span<const ListedTag>)>& show)
        : ports_(ports), show_(show)
    {
    }

    Result<void> list(std::span<const TagName> batch)
    {
        std::vector<ListedTag> listed;
        auto answers = ports_.repository.resolve(batch);
        std::optional<Error> failure;
        for (std::size_t i = 0; i < batch.size() && !failure; ++i) {
            if (answers[i] && *answers[i])
                listed.push_back({batch[i], std::move(**answers[i])});
            else if (answers[i])
                summary.gone.push_back(batch[i]);
            else
                failure = note(batch[i], std::move(answers[i].error()));
        }
        if (!failure && ports_.facts != nullptr) failure = add_facts(listed);
        summary.shown += listed.size();
        show_(listed);
        if (failure) return fail(std::move(*failure));
        return {};
    }

    ListSummary summary;

private:
    /// The error, when it ends the list.
    std::optional<Error> note(const TagName& tag, Error error)
    {
        if (!concerns_one(error)) return error;
        summary.unreadable.push_back({tag, std::move(error)});
        return std::nullopt;
    }

    /// Tags whose facts cannot be read are taken off the list.
    std::optional<Error> add_facts(std::vector<ListedTag>& listed)
    {
        auto known = facts_of(listed);
        std::vector<ListedTag> good;
        std::optional<Error> failure;
        for (auto& it : listed) {
            const auto& facts = known.at(it.names.digest);
            if (facts) {
                it.facts = *facts;
                good.push_back(std::move(it));
            } else if (!failure) {
                failure = note(it.tag, facts.error());
            }
        }
        listed = std::move(good);
        return failure;
    }

    using FactsByDigest = std::map<Digest, Result<ImageFacts>, DigestBefore>;

    FactsByDigest facts_of(const std::vector<ListedTag>& listed)
    {
        std::map<Digest, Descriptor, DigestBefore> distinct;
        for (const auto& it : listed) distinct.emplace(it.names.digest, it.names);
        std::vector<Digest> digests;
        for (const auto& [digest, descriptor] : distinct) digests.push_back(digest);

        FactsByDigest known;
        std::vector<Descriptor> unknown;
        auto found = ports_.facts->find(digests);
        for (std::size_t i = 0; i < digests.size(); ++i) {
            if (found[i])
                known.emplace(digests[i], std::move(*found[i]));
            else
                unknown.push_back(distinct.at(digests[i]));
        }
        read(unknown, known);
        return known;
    }

    void read(const std::vector<Descriptor>& unknown, FactsByDigest& known)
    {
        if (unknown.empty()) return;
        auto facts = read_facts(ports_.repository, unknown);
        std::vector<KnownFacts> kept;
        for (std::size_t i = 0; i < unknown.size(); ++i) {
            if (facts[i]) kept.push_back({unknown[i].digest, *facts[i]});
            known.emplace(unknown[i].digest, std::move(facts[i]));
        }
        ports_.facts->keep(kept);
    }

    const ListPorts& ports_;
    const std::function<void(std::span<const ListedTag>)>& show_;
};

std::unexpected<Error> stopped(std::size_t asked, std::size_t all)
{
    return fail(ErrorKind::interrupted, fmt::format("stopped after {} of {} tags", asked, all));
}

}  // namespace

Result<std::vector<TagName>> select_tags(TagReader& repository, const TagSelection& selection)
{
    auto tags = repository.tags();
    if (!tags) return fail(tags.error());
    std::erase_if(*tags, [&](const TagName& tag) { return !selection.filter.takes(tag); });
    if (selection.order) return sorted_as_versions(*tags, *selection.order, selection.reverse);
    if (selection.reverse) std::ranges::reverse(*tags);
    return std::move(*tags);
}

Result<ListSummary> list_tags(std::span<const TagName> tags, const ListPorts& ports,
                              const std::function<void(std::span<const ListedTag>)>& show)
{
    Listing listing(ports, show);
    const auto most = ports.facts == nullptr ? largest_batch : largest_batch_with_facts;
    auto size = first_batch;
    for (std::size_t at = 0; at < tags.size(); size = std::min(size * 2, most)) {
        if (ports.stop.stopped()) return stopped(at, tags.size());
        const auto batch = tags.subspan(at, std::min(size, tags.size() - at));
        if (auto listed = listing.list(batch); !listed) {
            if (ports.stop.stopped()) return stopped(at, tags.size());
            return during(fmt::format("asking for {} tags, after {}", tags.size(), at), listed.error());
        }
        at += batch.size();
    }
    return std::move(listing.summary);
}

}  // namespace tagwarden
