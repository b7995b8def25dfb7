// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/git_ledger/copied_journal.h"

#include <fmt/format.h>

#include "adapters/git_ledger/journal_shards.h"
#include "adapters/git_ledger/remote_failure.h"
#include "base/text.h"

namespace tagwarden {

const std::string ledger_ref = "refs/tagwarden/ledger";

Result<void> CopiedJournal::fetch() const
{
    if (auto fetched = copy_.fetch(); !fetched) return fetched;
    return see();
}

Result<void> CopiedJournal::see() const
{
    const auto refs = copy_.refs();
    if (!refs) return fail(refs.error());
    const auto now = copy_.commit_in(*refs, ledger_ref);
    const auto seen = copy_.commit_in(*refs, seen_ref);
    if (!now || !seen) return fail(now ? seen.error() : now.error());
    if (*now == *seen) return {};
    if (*seen) {
        if (auto same = check_continues(**seen, *now); !same) return same;
    } else if (const auto whole = end_at(**now); !whole) {
        return fail(whole.error());
    }
    return keep_as_seen();
}

Result<void> CopiedJournal::check_continues(const std::string& seen, const std::optional<std::string>& now) const
{
    const auto before = end_at(seen);
    if (!before) return fail(before.error());
    if (!now) return other_than_seen(*before, {});
    const auto after = end_at(*now);
    if (!after) return during("going on from " + before->str() + ", which this clone has seen there", after.error());
    if (after->head.sequence < before->head.sequence) return other_than_seen(*before, *after);
    const auto shards = shards_from(*now, shard_of(before->head.sequence));
    if (!shards) return fail(shards.error());
    const auto goes_on = has_entry(shards->front(), before->head);
    if (!goes_on) return copy_.reading(ledger_ref, goes_on.error());
    return *goes_on ? Result<void>{} : other_than_seen(*before, *after);
}

std::string CopiedJournal::End::str() const
{
    constexpr std::size_t brief = 12;
    return commit ? fmt::format("entry {} with hash {} (commit {})", head.sequence, head.hash.substr(0, brief),
                                commit->substr(0, brief))
                  : "nothing";
}

// A commit without parents, as copies begin shallow, and what the remote lost may be all that was behind their first
// one.
std::unexpected<Error> CopiedJournal::other_than_seen(const End& seen, const End& now) const
{
    return fail(ErrorKind::malformed,
                fmt::format("the ledger at {} does not go on from where this clone has seen it: it ended with {}, now "
                            "there is {}",
                            shown(copy_.remote()), seen.str(), now.str()),
                fmt::format("find out who moved {0}; to put back what was there: git --git-dir={1} push {2} \"+$(git "
                            "--git-dir={1} commit-tree -m 'Put back' {3}^{{tree}}):{0}\"; to go on with what is there "
                            "now, delete {1}",
                            ledger_ref, copy_.path(), copy_.address(), *seen.commit));
}

Result<void> CopiedJournal::keep_as_seen() const
{
    const auto kept = copy_.ask({"update-ref", seen_ref, ledger_ref});
    if (!kept) return fail(kept.error());
    return kept->exit_code == 0 ? Result<void>{} : copy_.damaged(kept->errors);
}

Result<std::vector<Entry>> CopiedJournal::entries_after(const Head& after) const
{
    const auto commit = copy_.commit(seen_ref);
    if (!commit) return fail(commit.error());
    if (!*commit) {
        if (after == Head{}) return std::vector<Entry>();
        return copy_.reading(ledger_ref, fail(ErrorKind::malformed, not_in_journal(after)).error());
    }
    const auto shards = shards_from(**commit, shard_of(after.sequence));
    if (!shards) return fail(shards.error());
    auto entries = entries_in(*shards, after);
    if (!entries) return copy_.reading(ledger_ref, entries.error());
    return entries;
}

Result<CopiedJournal::End> CopiedJournal::end() const
{
    const auto commit = copy_.commit(seen_ref);
    if (!commit) return fail(commit.error());
    return *commit ? end_at(**commit) : End{};
}

Result<CopiedJournal::End> CopiedJournal::end_at(const std::string& commit) const
{
    auto last = shards_from(commit, std::nullopt);
    if (!last) return fail(last.error());
    const auto head = head_in(last->back());
    if (!head) return copy_.reading(ledger_ref, head.error());
    return End{commit, *head, std::move(last->back())};
}

Result<std::vector<std::string>> CopiedJournal::shards_from(const std::string& commit,
                                                            std::optional<std::size_t> first) const
{
    const auto files = copy_.files(commit);
    if (!files) return fail(files.error());
    const auto shards = shards_in(*files);
    if (!shards) return copy_.reading(ledger_ref, shards.error());
    std::vector<std::string> objects{files->at(format_path)};
    for (auto i = first.value_or(shards->size() - 1); i < shards->size(); ++i) objects.push_back((*shards)[i]);
    auto contents = copy_.contents(objects);
    if (!contents) return fail(contents.error());
    if (contents->front() != format_text)
        return copy_.reading(ledger_ref, fail(ErrorKind::malformed,
                                              fmt::format("its format is '{}', this Tagwarden reads '{}'",
                                                          shown(trim(contents->front())), trim(format_text)),
                                              "update Tagwarden, if a newer one wrote it")
                                             .error());
    contents->erase(contents->begin());
    return contents;
}

}  // namespace tagwarden
