// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/ledger/entry.h"

#include <fmt/format.h>

#include "base/hash.h"
#include "base/text.h"
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

/// The text without its member "hash". Where the text is canonical, the hash is taken over this.
std::string without_hash(std::string_view text, std::string_view hash)
{
    const auto member = fmt::format("\"hash\":\"{}\",", hash);
    const auto at = text.find(member);
    if (at == std::string_view::npos) return std::string(text);
    return std::string(text.substr(0, at)).append(text.substr(at + member.size()));
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

namespace {

Result<Entry> read_entry(std::string_view text)
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

    // The hash is taken over what was stored, not over what was understood of it. Nearly always that is this text.
    if (sha256_hex(without_hash(text, entry.hash)) == entry.hash) return entry;
    auto& object = json->get_object();
    object.erase("hash");
    if (const auto hash = sha256_hex(canonical(*json)); hash != entry.hash)
        return fail(ErrorKind::malformed,
                    fmt::format("{} says its hash is {}, what it holds has {}: it was changed after it was written",
                                where, printable(entry.hash), hash));
    return entry;
}

}  // namespace

Result<Entry> parse_entry(std::string_view text)
{
    auto entry = read_entry(text);
    if (!entry && entry.error().hint.empty()) entry.error().hint = "restore the ledger from a copy";
    return entry;
}

Result<void> check_chain(std::span<const Entry> entries, const Head& after)
{
    const auto* previous = &after.hash;
    auto number = after.sequence;
    for (const auto& entry : entries) {
        if (entry.sequence != number + 1)
            return fail(ErrorKind::malformed,
                        fmt::format("behind ledger entry {} stands entry {}, want entry {}: one was removed or put in",
                                    number, entry.sequence, number + 1),
                        "restore the ledger from a copy");
        if (entry.previous != *previous)
            return fail(ErrorKind::malformed,
                        fmt::format("ledger entry {} follows an entry with hash {}, entry {} has {}: one of them was "
                                    "changed",
                                    entry.sequence, printable(entry.previous), number, *previous),
                        "restore the ledger from a copy");
        previous = &entry.hash;
        number = entry.sequence;
    }
    return {};
}

}  // namespace tagwarden
