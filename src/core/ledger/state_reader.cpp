// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/ledger/state_reader.h"

#include "core/ledger/releases_in_bytes.h"
#include "core/ledger/tags_in_bytes.h"
#include "core/ledger/value_reader.h"

namespace tagwarden {

namespace {

class StateReader : public ValueReader {
public:
    StateReader(std::shared_ptr<const std::string> bytes, std::size_t from)
        : ValueReader(std::string_view(*bytes).substr(from)), bytes_(std::move(bytes))
    {
    }

    LedgerState state()
    {
        LedgerState it;
        it.releases = releases();
        it.tags = tags();
        each([&] { unsure(it.unsure); });
        each([&] {
            auto channel = string();
            auto on = string();
            it.holds.emplace(std::move(channel), Hold{std::move(on), decision()});
        });
        each([&] {
            auto& all = it.promotions[string()];
            each([&] {
                auto on = string();
                all.push_back({std::move(on), decision()});
            });
        });
        each([&] { it.open_intents.push_back(open_intent()); });
        each([&] {
            const auto channel = string();
            each([&] { it.been_on.add(channel, string()); });
        });
        return it;
    }

private:
    ReleaseTable releases()
    {
        SavedReleaseBytes where;
        where.whole = block();
        each([&] {
            const auto kind = build_kind_named(text());
            if (!kind) return give_up();
            where.kinds.push_back(*kind);
        });
        where.words = words(count() * ReleaseColumns::count);
        if (wrong()) return {};
        return sound<ReleaseTable>(std::make_shared<ReleasesInBytes>(bytes_, *this, std::move(where)));
    }

    TagTable tags()
    {
        std::vector<Location> places;
        each([&] {
            if (auto at = location()) places.push_back(std::move(*at));
        });
        const auto rows = words(count() * TagColumns::count);
        if (wrong()) return {};
        return sound<TagTable>(std::make_shared<TagsInBytes>(bytes_, texts(), std::move(places), rows));
    }

    void unsure(std::map<TagAt, std::vector<Digest>>& all)
    {
        auto at = location();
        auto name = tag_name();
        std::vector<Digest> digests;
        each([&] {
            if (auto one = digest()) digests.push_back(std::move(*one));
        });
        if (at && name) all.emplace_hint(all.end(), TagAt{std::move(*at), std::move(*name)}, std::move(digests));
    }

    template <class Table, class Saved>
    Table sound(std::shared_ptr<Saved> saved)
    {
        if (saved->sound()) return Table(std::move(saved));
        give_up();
        return {};
    }

    std::shared_ptr<const std::string> bytes_;  ///< which what is left in them keeps
};

}  // namespace

std::optional<StateAt> read_state(std::shared_ptr<const std::string> bytes, std::size_t from)
{
    StateReader reader(std::move(bytes), from);
    StateAt known;
    known.head.sequence = reader.signed_number();
    known.head.hash = reader.text();
    known.state = reader.state();
    if (reader.wrong() || !reader.at_end()) return std::nullopt;
    return known;
}

}  // namespace tagwarden
