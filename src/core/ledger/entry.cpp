// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/ledger/entry.h"

#include <fmt/format.h>

#include "base/hash.h"
#include "core/ledger/entry_json.h"

namespace tagwarden {

namespace {

JsonObject to_json(const Entry& entry)
{
    JsonObject object{{"schema", 1},
                      {"sequence", entry.sequence},
                      {"previous", entry.previous},
                      {"time", format_time(entry.draft.time)},
                      {"actor", entry.draft.actor},
                      {"type", type_of(entry.draft.body)},
                      {"body", body_to_json(entry.draft.body)}};
    if (!entry.draft.edition.empty()) object["edition"] = entry.draft.edition;
    return object;
}

/// A release carries its edition in the entry; inside the body it would be said twice.
void take_edition(Draft& draft)
{
    if (auto* announced = std::get_if<ReleaseAnnounced>(&draft.body)) announced->release.edition = draft.edition;
    if (auto* adopted = std::get_if<RepositoryAdopted>(&draft.body))
        for (auto& release : adopted->releases) release.edition = draft.edition;
}

}  // namespace

Head head_of(const std::vector<Entry>& entries)
{
    return entries.empty() ? Head{} : Head{entries.back().sequence, entries.back().hash};
}

std::string not_in_journal(const Head& head)
{
    return fmt::format("the ledger has no entry {} with hash {}: it is another one than it was", head.sequence,
                       head.hash.substr(0, 12));
}

std::vector<Entry> seal(Head head, const std::vector<Draft>& drafts)
{
    std::vector<Entry> entries;
    entries.reserve(drafts.size());
    for (const auto& draft : drafts) {
        Entry entry{head.sequence + 1, head.hash, "", draft};
        take_edition(entry.draft);
        entry.hash = sha256_hex(canonical(to_json(entry)));
        head = {entry.sequence, entry.hash};
        entries.push_back(std::move(entry));
    }
    return entries;
}

std::string entry_text(const Entry& entry)
{
    auto object = to_json(entry);
    object["hash"] = entry.hash;
    return canonical(object);
}

Result<Entry> parse_entry(std::string_view text)
{
    auto json = parse_json(text, "a ledger entry");
    if (!json) return fail(json.error());
    JsonReader reader(*json, "a ledger entry");
    if (const auto schema = reader.number("schema"); !reader.error() && schema != 1)
        return fail(ErrorKind::malformed,
                    fmt::format("a ledger entry has schema {}, this Tagwarden reads schema 1", schema),
                    "update Tagwarden");
    Entry entry{reader.number("sequence"),
                reader.text("previous"),
                reader.text("hash"),
                {reader.text_or("edition", ""), {}, reader.text("actor"), ChannelReleased{}}};
    const auto type = reader.text("type");
    const auto time = parse_time(reader.text("time"));
    const auto* body = reader.member("body");
    if (reader.error()) return fail(*reader.error());
    const auto where = fmt::format("ledger entry {}", entry.sequence);
    if (!time || body == nullptr) return fail(ErrorKind::malformed, where + " has no time or no body");
    auto parsed = body_from_json(type, *body, where);
    if (!parsed) return fail(parsed.error());
    entry.draft.time = *time;
    entry.draft.body = std::move(*parsed);
    take_edition(entry.draft);

    // The hash is taken over what was stored, not over what was understood of it.
    auto& object = json->get_object();
    object.erase("hash");
    if (sha256_hex(canonical(*json)) != entry.hash)
        return fail(ErrorKind::malformed,
                    where + " does not have the hash it says: it was changed after it was written");
    return entry;
}

Result<void> check_chain(const std::vector<Entry>& entries, const Head& after)
{
    Head head = after;
    for (const auto& entry : entries) {
        if (entry.sequence != head.sequence + 1 || entry.previous != head.hash)
            return fail(
                ErrorKind::malformed,
                fmt::format(
                    "ledger entry {} does not follow entry {}: an entry before it was changed, removed or put in",
                    entry.sequence, head.sequence),
                "restore the ledger from a copy");
        head = {entry.sequence, entry.hash};
    }
    return {};
}

}  // namespace tagwarden
