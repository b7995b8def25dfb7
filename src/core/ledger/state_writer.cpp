// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/ledger/state_writer.h"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "core/ledger/releases_in_bytes.h"
#include "core/ledger/tags_in_bytes.h"
#include "core/ledger/value_writer.h"

namespace tagwarden {

namespace {

class StateWriter : public ValueWriter {
public:
    void state(const LedgerState& it)
    {
        const auto& [releases, tags, unsure, holds, promotions, open_intents, been_on] = it;
        this->releases(releases);
        this->tags(tags);
        each(unsure, [&](const auto& pair) {
            location(pair.first.location);
            text(pair.first.tag.str());
            each(pair.second, [&](const Digest& one) { text(one.str()); });
        });
        each(holds, [&](const auto& pair) {
            text(pair.first);
            hold(pair.second);
        });
        each(promotions, [&](const auto& pair) {
            text(pair.first);
            each(pair.second, [&](const Promotion& one) { promotion(one); });
        });
        each(open_intents, [&](const OpenIntent& one) { open_intent(one); });
        each(been_on.by_channel(), [&](const auto& pair) {
            text(pair.first);
            each(pair.second, [&](const std::string& one) { text(one); });
        });
    }

private:
    void releases(const ReleaseTable& all)
    {
        const auto rows = all.rows();
        std::vector<std::size_t> begins;
        block(aside([&] {
            for (const auto& row : rows) {
                begins.push_back(place());
                known_release(*row);
            }
        }));
        const auto ranks = places_of(all.ranked(), rows);
        const auto kinds = all_build_kinds();
        each(kinds, [&](BuildKind kind) { text(name_of(kind)); });
        number(rows.size());
        for (std::size_t place = 0; place < rows.size(); ++place) {
            release_row(rows[place].facts());
            word(static_cast<std::uint32_t>(begins[place]));
            word(ranks[place]);
        }
    }

    static std::vector<std::uint32_t> places_of(const std::vector<ReleaseRow>& some, const std::vector<ReleaseRow>& all)
    {
        std::unordered_map<const KnownRelease*, std::uint32_t> places;
        for (const auto& row : all) places.emplace(&*row, static_cast<std::uint32_t>(places.size()));
        std::vector<std::uint32_t> found;
        for (const auto& row : some) found.push_back(places.at(&*row));
        return found;
    }

    /// In the order of ReleaseColumns, without the last two.
    void release_row(const ReleaseFacts& facts)
    {
        using Columns = ReleaseColumns;
        const auto& [version, branch, kind, created, named, published, withdrawn, incomplete] = facts;
        word(number_of(version));
        word(number_of(branch));
        word(static_cast<std::uint32_t>(std::ranges::find(all_build_kinds(), kind) - all_build_kinds().begin()));
        word((named ? Columns::named : 0U) | (published ? Columns::published : 0U) |
             (withdrawn ? Columns::withdrawn : 0U) | (incomplete ? Columns::incomplete : 0U));
        wide_word(created.time_since_epoch().count());
    }

    void tags(const TagTable& all)
    {
        std::map<Location, std::uint32_t> places;
        // They come in their order, which is the one of a map.
        for (const auto& row : all) places.try_emplace(row.location(), static_cast<std::uint32_t>(places.size()));
        each(places, [&](const auto& it) { location(it.first); });
        number(all.size());
        for (const auto& row : all) tag(row, places.at(row.location()));
    }

    /// In the order of TagColumns.
    void tag(const TagRow& row, std::uint32_t place)
    {
        word(place);
        word(row.role() == Role::channel ? 1 : 0);
        for (std::size_t which = 0; which < tag_texts; ++which) word(number_of(row.text(static_cast<TagText>(which))));
        wide_word(row.time().time_since_epoch().count());
        wide_word(row.sequence());
    }
};

}  // namespace

std::string write_state(const StateAt& known)
{
    StateWriter writer;
    writer.signed_number(known.head.sequence);
    writer.text(known.head.hash);
    writer.state(known.state);
    return writer.take();
}

}  // namespace tagwarden
