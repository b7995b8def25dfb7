// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "flows/journal.h"

#include <fmt/format.h>

#include <algorithm>

namespace tagwarden {

namespace {

void extend(JournalExtent& extent, const Entry& entry)
{
    if (extent.head.sequence == 0) extent.first = entry.draft.time;
    extent.last = entry.draft.time;
    extent.head = {entry.sequence, entry.hash};
}

/// A line that this program would write another way has members it does not know, and would lose them.
Result<Entry> read_line(std::string_view line, std::size_t number)
{
    auto entry = parse_entry(line);
    if (!entry) return during(fmt::format("reading line {}", number), entry.error());
    if (entry_text(*entry) != line)
        return fail(
            ErrorKind::malformed,
            fmt::format("line {}, ledger entry {}, is not as this Tagwarden writes it", number, entry->sequence),
            "import what 'tagwarden ledger export' of this version or an older one wrote");
    return entry;
}

}  // namespace

Result<std::vector<Entry>> read_journal(std::string_view lines)
{
    std::vector<Entry> entries;
    Head head;
    while (!lines.empty()) {
        const auto line = lines.substr(0, lines.find('\n'));
        lines.remove_prefix(std::min(lines.size(), line.size() + 1));
        auto entry = read_line(line, entries.size() + 1);
        if (!entry) return fail(entry.error());
        if (auto follows = check_chain({&*entry, 1}, head); !follows) return fail(follows.error());
        head = {entry->sequence, entry->hash};
        entries.push_back(std::move(*entry));
    }
    if (entries.empty())
        return fail(ErrorKind::malformed, "there is no entry to import", "give what 'tagwarden ledger export' wrote");
    return entries;
}

namespace {

Result<void> want_empty(LedgerReader& ledger)
{
    const auto there = ledger.entries();
    if (!there) return during("reading the ledger", there.error());
    if (there->empty()) return {};
    return fail(ErrorKind::refused,
                fmt::format("the ledger has {} {} already, and two journals cannot become one", there->size(),
                            there->size() == 1 ? "entry" : "entries"),
                "name one that is empty with --ledger");
}

}  // namespace

Result<JournalExtent> verify_journal(LedgerReader& ledger)
{
    JournalExtent extent;
    const auto walked = ledger.each_entry([&](const Entry& entry) -> Result<void> {
        extend(extent, entry);
        return {};
    });
    if (!walked) return fail(walked.error());
    return extent;
}

Result<JournalExtent> export_journal(LedgerReader& ledger, const std::function<Result<void>(std::string_view)>& line)
{
    JournalExtent extent;
    const auto walked = ledger.each_entry([&](const Entry& entry) -> Result<void> {
        if (seal({entry.sequence - 1, entry.previous}, {entry.draft}).front().hash != entry.hash)
            return fail(ErrorKind::refused,
                        fmt::format("this Tagwarden does not know all that ledger entry {} says", entry.sequence),
                        "export with the version that wrote it, or a newer one");
        extend(extent, entry);
        return line(entry_text(entry));
    });
    if (!walked) return fail(walked.error());
    return extent;
}

Result<JournalExtent> import_journal(const std::vector<Entry>& entries, Ledger& ledger)
{
    if (auto empty = want_empty(ledger); !empty) return fail(empty.error());
    if (auto written = ledger.append_sealed({}, entries); !written) return fail(written.error());
    return JournalExtent{head_of(entries), entries.front().draft.time, entries.back().draft.time};
}

}  // namespace tagwarden
