// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/git_ledger/git_ledger.h"

#include <fmt/format.h>

#include "adapters/git_ledger/copied_journal.h"
#include "adapters/git_ledger/journal_shards.h"
#include "adapters/git_ledger/lease_ref.h"
#include "adapters/git_ledger/ref_writer.h"
#include "base/text.h"
#include "core/ledger/busy.h"

namespace tagwarden {

namespace {

Result<std::vector<Entry>> fetch_entries(const LedgerCopy& copy, const Head& after)
{
    const auto mine = copy.lock();
    if (!mine) return fail(mine.error());
    const CopiedJournal journal(copy);
    if (const auto fetched = journal.fetch(); !fetched) return fail(fetched.error());
    return journal.entries_after(after);
}

class GitLedgerReader final : public LedgerReader {
public:
    explicit GitLedgerReader(LedgerCopy copy) : copy_(std::move(copy)) {}

    Result<std::vector<Entry>> entries_after(const Head& after) override { return fetch_entries(copy_, after); }

private:
    LedgerCopy copy_;
};

/// Decides by what the copy knows, and asks the remote where that would be a no: a yes that is out of date is refused
/// when it is pushed.
class GitLedger final : public Ledger {
public:
    explicit GitLedger(LedgerCopy copy) : copy_(std::move(copy)) {}

    Result<std::vector<Entry>> entries_after(const Head& after) override { return fetch_entries(copy_, after); }

    Result<void> append_sealed(const Head& after, const std::vector<Entry>& group) override
    {
        if (auto whole = check_chain(group, after); !whole) return whole;
        const auto mine = copy_.lock();
        if (!mine) return fail(mine.error());
        const auto end = end_at(after);
        if (!end) return fail(end.error());
        if (end->head != after) return appended_by_another(end->head, after);
        if (group.empty()) return {};
        const auto pushed = writer().move(ledger_ref, commit_of(*end, group));
        if (!pushed) return during(fmt::format("appending ledger entry {}", group.front().sequence), pushed.error());
        if (*pushed == RefWriter::Outcome::moved) return journal().keep_as_seen();
        if (const auto seen = journal().see(); !seen) return fail(seen.error());
        const auto now = journal().end();
        if (!now) return fail(now.error());
        return appended_by_another(now->head, after);
    }

    Result<Lease> acquire(const std::string& edition, const std::string& holder, Time now,
                          std::chrono::seconds length) override
    {
        const Lease wanted{edition, holder, now + length};
        const auto is_free = [&](const Lease& it) {
            return it.holder.empty() || it.holder == holder || it.expires <= now;
        };
        const auto taken = change_lease(edition, holder, now, is_free, wanted);
        if (!taken) return fail(taken.error());
        if (*taken) return leased_by_another(edition, (*taken)->holder, (*taken)->expires);
        return wanted;
    }

    Result<void> release(const Lease& lease) override
    {
        const auto is_ours = [&](const Lease& it) { return it.holder == lease.holder; };
        const auto done = change_lease(lease.edition, lease.holder, lease.expires, is_ours, {lease.edition, "", {}});
        if (!done) return fail(done.error());
        return {};
    }

private:
    CopiedJournal journal() const { return CopiedJournal(copy_); }
    RefWriter writer() const { return RefWriter(copy_); }

    /// The end of the journal, fetched when it is not where it is said to be.
    Result<CopiedJournal::End> end_at(const Head& after) const
    {
        auto end = journal().end();
        if (!end || end->head == after) return end;
        if (const auto fetched = journal().fetch(); !fetched) return fail(fetched.error());
        return journal().end();
    }

    static NewCommit commit_of(const CopiedJournal::End& end, const std::vector<Entry>& added)
    {
        const auto first = added.front().sequence, last = added.back().sequence;
        NewCommit commit{end.commit, added.back().draft.actor, added.back().draft.time,
                         first == last ? fmt::format("Entry {}", first) : fmt::format("Entries {} to {}", first, last),
                         with_entries(end.last_shard, added)};
        if (!end.commit) commit.files.emplace(format_path, format_text);
        return commit;
    }

    struct LeaseAt {
        std::optional<std::string> commit;
        Lease lease;
    };

    Result<LeaseAt> lease_at(const std::string& ref) const
    {
        const auto commit = copy_.commit(ref);
        if (!commit) return fail(commit.error());
        if (!*commit) return LeaseAt{};
        const auto content = copy_.contents({**commit});
        if (!content) return fail(content.error());
        // The message of a commit begins behind the first empty line, and its first line is the lease.
        const auto message =
            std::string_view(content->front()).substr(std::min(content->front().find("\n\n"), content->front().size()));
        auto lease = parse_lease(split(trim(message), '\n').front());
        if (!lease) return copy_.reading(ref, lease.error());
        return LeaseAt{*commit, std::move(*lease)};
    }

    /// Puts `next` in the place of the edition's lease if that `may` be changed; gives the one that may not.
    template <class Condition>
    Result<std::optional<Lease>> change_lease(const std::string& edition, const std::string& holder, Time time,
                                              const Condition& may, const Lease& next) const
    {
        constexpr int attempts = 5;
        const auto ref = lease_ref(edition);
        const auto mine = copy_.lock();
        if (!mine) return fail(mine.error());
        bool fetched = false;
        for (int attempt = 0; attempt < attempts; ++attempt) {
            auto now = lease_at(ref);
            if (!now) return fail(now.error());
            if (!may(now->lease)) {
                if (fetched) return std::move(now->lease);
                if (const auto done = copy_.fetch(); !done) return fail(done.error());
                fetched = true;
                continue;
            }
            const auto pushed = writer().move(ref, {now->commit, holder, time, lease_text(next)});
            if (!pushed) return during("taking the lease", pushed.error());
            if (*pushed == RefWriter::Outcome::moved) return std::nullopt;
            fetched = true;
        }
        return fail(ErrorKind::busy, "many want the lease at once", "try again");
    }

    LedgerCopy copy_;
};

template <class Opened>
auto open_as(const std::filesystem::path& folder, const std::string& remote) -> Result<std::unique_ptr<Opened>>
{
    auto copy = LedgerCopy::open(folder, remote);
    if (!copy) return fail(copy.error());
    return std::make_unique<Opened>(std::move(*copy));
}

}  // namespace

Result<std::unique_ptr<Ledger>> open_git_ledger(const std::filesystem::path& folder, const std::string& remote)
{
    return open_as<GitLedger>(folder, remote);
}

Result<std::unique_ptr<LedgerReader>> open_git_ledger_for_reading(const std::filesystem::path& folder,
                                                                  const std::string& remote)
{
    return open_as<GitLedgerReader>(folder, remote);
}

}  // namespace tagwarden
