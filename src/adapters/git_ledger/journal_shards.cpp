// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/git_ledger/journal_shards.h"

#include <fmt/format.h>

#include "base/text.h"

namespace tagwarden {

const std::string format_path = "format";
const std::string format_text = "tagwarden-ledger 1\n";

std::size_t shard_of(std::int64_t sequence)
{
    return sequence < 1 ? 0 : static_cast<std::size_t>((sequence - 1) / entries_a_shard);
}

std::string shard_path(std::size_t shard)
{
    constexpr std::size_t shards_a_folder = 100;
    return fmt::format("entries/{:04}/{:02}", shard / shards_a_folder, shard % shards_a_folder);
}

Result<std::vector<std::string>> shards_in(const std::map<std::string, std::string>& files)
{
    constexpr std::string_view folder = "entries/";
    std::size_t count = 0;
    for (auto it = files.lower_bound(std::string(folder)); it != files.end() && it->first.starts_with(folder); ++it)
        ++count;
    std::vector<std::string> shards;
    for (std::size_t i = 0; i < count; ++i) {
        const auto found = files.find(shard_path(i));
        if (found == files.end())
            return fail(ErrorKind::malformed,
                        fmt::format("it has {} files of entries, and {} is not one of them", count, shard_path(i)),
                        "restore the ledger from a copy");
        shards.push_back(found->second);
    }
    if (!files.contains(format_path) || shards.empty())
        return fail(ErrorKind::malformed, "it is not a ledger: it lacks the file 'format' or its entries",
                    "see what is there, with git log and git ls-tree; a ledger keeps this ref for itself");
    return shards;
}

namespace {

std::vector<std::string_view> lines_of(std::string_view shard)
{
    if (shard.ends_with('\n')) shard.remove_suffix(1);
    if (shard.empty()) return {};
    return split(shard, '\n');
}

/// Whether `after` is what stands in its place.
Result<bool> is_there(const std::vector<std::string_view>& lines, const Head& after)
{
    const auto at = static_cast<std::size_t>((after.sequence - 1) % entries_a_shard);
    if (at >= lines.size()) return false;
    const auto known = parse_entry(lines[at]);
    if (!known) return fail(known.error());
    return Head{known->sequence, known->hash} == after;
}

}  // namespace

Result<std::vector<Entry>> entries_in(const std::vector<std::string>& shards, const Head& after)
{
    std::vector<std::string_view> lines;
    for (const auto& shard : shards) {
        const auto more = lines_of(shard);
        lines.insert(lines.end(), more.begin(), more.end());
    }
    std::size_t behind = 0;
    if (after != Head{}) {
        const auto known = is_there(lines, after);
        if (!known) return fail(known.error());
        if (!*known) return fail(ErrorKind::malformed, not_in_journal(after));
        behind = static_cast<std::size_t>((after.sequence - 1) % entries_a_shard) + 1;
    }
    std::vector<Entry> entries;
    entries.reserve(lines.size() - behind);
    for (; behind < lines.size(); ++behind) {
        auto entry = parse_entry(lines[behind]);
        if (!entry) return fail(entry.error());
        entries.push_back(std::move(*entry));
    }
    if (const auto whole = check_chain(entries, after); !whole) return fail(whole.error());
    return entries;
}

Result<bool> has_entry(std::string_view shard, const Head& entry)
{
    return is_there(lines_of(shard), entry);
}

Result<Head> head_in(std::string_view last_shard)
{
    const auto lines = lines_of(last_shard);
    if (lines.empty())
        return fail(ErrorKind::malformed, "its last file of entries is empty", "restore the ledger from a copy");
    const auto last = parse_entry(lines.back());
    if (!last) return fail(last.error());
    return Head{last->sequence, last->hash};
}

std::map<std::string, std::string> with_entries(std::string last_shard, const std::vector<Entry>& added)
{
    std::map<std::string, std::string> changed;
    for (const auto& entry : added) {
        const bool first_of_shard = (entry.sequence - 1) % entries_a_shard == 0;
        if (first_of_shard) last_shard.clear();
        last_shard += entry_text(entry) + "\n";
        changed[shard_path(shard_of(entry.sequence))] = last_shard;
    }
    return changed;
}

}  // namespace tagwarden
