// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/ledger/decision.h"
#include "core/ledger/entry.h"
#include "core/ledger/known_release.h"
#include "core/ledger/past_versions.h"
#include "core/ledger/release_table.h"
#include "core/ledger/tag_table.h"

namespace tagwarden {

struct Hold {
    std::string version;  ///< "": it stays where it is, which may be somewhere else in each place
    Decision decision;

    std::string where() const { return version.empty() ? "where it is" : "on " + version; }
};

/// A release that somebody put a channel on.
struct Promotion {
    std::string version;
    Decision decision;
};

/// An intent without an outcome: its run is under way, or it was interrupted.
struct OpenIntent {
    std::int64_t sequence = 0;
    Intent intent;
    Decision decision;
    std::shared_ptr<const Release> release;  ///< of a publish or repair: as it was announced then
    bool superseded = false;                 ///< what it was to do was done since, to its end
};

/// What the journal of one edition adds up to.
struct LedgerState {
    ReleaseTable releases;
    TagTable tags;
    std::map<TagAt, std::vector<Digest>> unsure;               ///< where a tag may be too: its place fell silent when
                                                               ///< it was to be moved there
    std::map<std::string, Hold> holds;                         ///< by the name of the channel
    std::map<std::string, std::vector<Promotion>> promotions;  ///< likewise; the last one counts, those before are
                                                               ///< where a rollback goes
    std::vector<OpenIntent> open_intents;
    PastVersions been_on;

    const KnownRelease* find(const std::string& version) const;

    /// The version whose content this is, as far as the ledger knows; "" when it does not.
    std::string version_of(const Digest& digest) const;

    /// The same of the content that a tag names. Of several versions with this content it is the one the tag was put
    /// on, where the ledger put it there.
    std::string version_at(const TagAt& at, const Digest& digest) const;
};

/// The state after one more entry. Never fails: what an entry says has happened.
void apply(LedgerState& state, const Entry& entry);

/// The state of one edition after all entries, in their order.
LedgerState fold(const std::vector<Entry>& entries, const std::string& edition);

/// What a journal adds up to for one edition, and with which entry it ended then.
struct StateAt {
    Head head;
    LedgerState state;
};

/// Goes on with the entries behind `known.head`, of whatever edition they are.
void fold_more(StateAt& known, const std::vector<Entry>& entries, const std::string& edition);

}  // namespace tagwarden
