// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/ledger/entry.h"

namespace tagwarden {

// How a journal lies in a tree of git (docs/ledger.md):
//   format              the line "tagwarden-ledger 1"
//   entries/0000/00     entries 1 to 100, a line of canonical JSON each
//   entries/0000/01     entries 101 to 200; entries/0001/00 begins with entry 10,001

constexpr std::int64_t entries_a_shard = 100;

extern const std::string format_path;
extern const std::string format_text;

/// The shard that an entry lies in: 0, 1, 2, …
std::size_t shard_of(std::int64_t sequence);

std::string shard_path(std::size_t shard);

/// Of a tree's files, by path, the shards in their order. malformed when one is missing, or the format is.
Result<std::vector<std::string>> shards_in(const std::map<std::string, std::string>& files);

/// The entries behind `after` in the shards from shard_of(after) on, their chain checked from there; nothing before
/// `after` is parsed. malformed when `after` is not among them.
Result<std::vector<Entry>> entries_in(const std::vector<std::string>& shards, const Head& after);

/// Whether the entry is in the shard that it belongs in, as it is.
Result<bool> has_entry(std::string_view shard, const Head& entry);

/// The end of the journal whose last shard this is.
Result<Head> head_in(std::string_view last_shard);

/// The shards that change when these entries are appended, by path; `last_shard` is what the last one holds now.
std::map<std::string, std::string> with_entries(std::string last_shard, const std::vector<Entry>& added);

}  // namespace tagwarden
