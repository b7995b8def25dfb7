// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/ledger/value_reader.h"

#include <algorithm>

namespace tagwarden {

std::optional<Location> ValueReader::location()
{
    const auto name = text();
    const auto known = std::ranges::find(locations_, name, &std::pair<std::string_view, Location>::first);
    if (known != locations_.end()) return known->second;
    auto read = sound(Location::parse(name));
    if (read) locations_.emplace_back(name, *read);
    return read;
}

Part ValueReader::part()
{
    auto image = string();
    return {std::move(image), string()};
}

std::optional<Descriptor> ValueReader::descriptor()
{
    auto media_type = string();
    auto of = digest();
    const auto size = signed_number();
    if (!of) return std::nullopt;
    return Descriptor{std::move(media_type), std::move(*of), size};
}

Decision ValueReader::decision()
{
    auto reason = string();
    auto actor = string();
    return {std::move(reason), std::move(actor), time()};
}

std::optional<Version> ValueReader::version()
{
    const auto order = sound(order_named(text()));
    const auto name = text();
    return order ? sound(Version::parse(*order, name)) : std::nullopt;
}

std::optional<Release> ValueReader::release()
{
    auto edition = string();
    auto of = version();
    const auto kind = build_kind_named(text());
    if (!of || !kind) {
        give_up();
        return std::nullopt;
    }
    Release it{std::move(edition), std::move(*of), *kind, {}, {}, 0, {}, {}};
    it.commit = text();
    it.branch = text();
    it.ordinal = signed_number();
    it.created = time();
    each([&] {
        auto key = part();
        if (auto content = descriptor()) it.parts.emplace_hint(it.parts.end(), std::move(key), std::move(*content));
    });
    each([&] { it.accepted.push_back(string()); });
    each([&] { it.awaited.insert(part()); });
    each([&] {
        auto& platforms = it.platforms[part()];
        each([&] {
            if (auto one = Platform::parse(text())) platforms.push_back(std::move(*one));
        });
    });
    it.upstream_commit = text();
    return it;
}

std::optional<KnownRelease> ValueReader::known_release()
{
    auto of = release();
    if (!of) return std::nullopt;
    KnownRelease it{std::move(*of), {}, false, false, {}};
    each([&] {
        if (auto at = location()) it.complete_at.insert(std::move(*at));
    });
    it.named = flag();
    it.published = flag();
    if (flag()) it.withdrawn = decision();
    if (flag()) it.incomplete = decision();
    return it;
}

std::optional<PlannedMove> ValueReader::move()
{
    const auto as = role();
    auto destination = string();
    auto at = location();
    auto of = part();
    auto channel = string();
    auto name = tag_name();
    auto from = flag() ? digest() : std::nullopt;
    auto to = descriptor();
    auto from_version = string();
    auto to_version = string();
    auto why = string();
    if (!at || !name || !to) return std::nullopt;
    return PlannedMove{as,
                       std::move(destination),
                       std::move(*at),
                       std::move(of),
                       std::move(channel),
                       {std::move(*name), std::move(from), std::move(*to)},
                       std::move(from_version),
                       std::move(to_version),
                       std::move(why)};
}

OpenIntent ValueReader::open_intent()
{
    OpenIntent it;
    it.sequence = signed_number();
    it.intent.operation = text();
    it.intent.subject = text();
    it.intent.reason = text();
    it.intent.take_over = flag();
    std::vector<PlannedMove> moves;
    each([&] {
        if (auto one = move()) moves.push_back(std::move(*one));
    });
    it.intent.moves = std::move(moves);
    it.decision = decision();
    if (flag())
        if (auto of = release()) it.release = std::make_shared<const Release>(std::move(*of));
    it.superseded = flag();
    return it;
}

}  // namespace tagwarden
