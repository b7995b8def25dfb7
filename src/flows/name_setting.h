// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "flows/held_lease.h"
#include "flows/propose.h"
#include "flows/transaction_ports.h"

namespace tagwarden {

/// Sets the names of a run at its places, and knows what became of each. Places that may lag do; any other that fails
/// is an error.
class NameSetting {
public:
    NameSetting(const Product& product, const TransactionPorts& ports, HeldLease& lease)
        : product_(product), ports_(ports), lease_(lease)
    {
    }

    /// No name is set at a place that has not all content.
    void lag(const Location& location) { lagging_.insert(location); }

    /// One batch a place, with the lease renewed before it, so that no tag is put when it may have run out. `step` is
    /// told after each.
    Result<void> set(const std::vector<PlannedMove>& moves, std::string_view step);

    /// A release is complete where its content and its anchors are: called when the anchors are set.
    void note_complete(const Plan& plan);

    /// Looks at every name that was set. What was taken without effect is an error, and no name of ours.
    Result<void> read_back();

    /// An optional place that answered with an error may have moved a channel nevertheless.
    void look_at_lagging_places(const Plan& plan);

    /// Channels that another run may have moved, and that this one neither set nor sees elsewhere.
    void note_unsure_moves_of(const OpenIntent& taken_over);

    /// Channels that moved go back where they came from. Which did is asked of the places, not of our own notes: a put
    /// that took effect may have been answered with an error. A name that did not exist before stays, as names are
    /// never deleted to undo. Adds to the trail of `error` what could not be put back; false when a place did not say
    /// where it has its channels.
    bool put_back(const Outlook& outlook, std::int64_t intent, Error& error);

    const std::vector<PlannedMove>& names() const { return set_; }
    const std::vector<PlannedMove>& unsure() const { return unsure_; }
    const std::set<Location>& complete_at() const { return complete_at_; }
    const std::vector<std::string>& warnings() const { return warnings_; }

private:
    Result<void> set_batch(Repository& place, const std::vector<const PlannedMove*>& batch);
    Result<void> drop_what_is_not_so(const SeenTags& sight);
    bool is_set(const PlannedMove& move) const;
    void note_unsure(const PlannedMove& move);
    std::vector<PlannedMove> attempted_channels(const Plan& plan) const;
    Result<void> undo(const Outlook& outlook, std::int64_t intent, const PlannedMove& move);
    void warn_of_lag(const Location& location, const Error& why);

    const Product& product_;
    const TransactionPorts& ports_;
    HeldLease& lease_;
    std::set<Location> lagging_;
    std::set<Location> channels_asked_of_;  ///< places that were asked to move channels, whatever they answered
    std::set<Location> complete_at_;
    std::vector<PlannedMove> set_;
    std::vector<PlannedMove> unsure_;  ///< nobody knows whether these are
    std::vector<std::string> warnings_;
};

}  // namespace tagwarden
