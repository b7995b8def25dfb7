// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/ledger/state.h"
#include "core/overwritten_anchors.h"
#include "flows/places.h"
#include "flows/propose.h"
#include "ports/ledger.h"

namespace tagwarden {

/// One channel in one place: where it is, where its rule wants it, and what a rollback would do.
struct ChannelStatus {
    enum class Place {
        right,       ///< where the rule wants it
        behind,      ///< elsewhere, and the ledger put it there
        unfinished,  ///< where an interrupted run of ours may have put it
        foreign,     ///< where somebody else put it
        missing,     ///< recorded, but the tag does not exist
        stranded,    ///< its rule finds no eligible release
        unanswered   ///< the place did not answer
    };
    std::string channel;
    Part part;
    std::string destination;
    TagAt at;
    Place place = Place::right;
    std::optional<Digest> seen;
    std::string version;                ///< what it is on, as far as the ledger knows; else ""
    std::optional<TagRecord> recorded;  ///< who put it there, when and why
    std::string wanted;                 ///< "" when stranded
    std::string why;
    std::string rollback_to;         ///< "" when there is nothing to go back to
    bool rollback_complete = false;  ///< that release is completely there; else it is copied there first
    bool rollback_lost = false;      ///< nobody has that release any more, so a rollback is refused
};

std::string_view name_of(ChannelStatus::Place place);

/// Why a place could not be asked.
struct Unasked {
    Error error;
    bool optional = false;  ///< the place may lag, so that nothing is wrong with the rest
};

struct ProductStatus {
    std::string edition;
    std::vector<ChannelStatus> channels;
    std::vector<AnchorTrouble> anchors;
    LedgerState state;
    std::map<Location, Unasked> unanswered;
    std::map<Location, std::size_t> unknown{};  ///< how many tags places have of which the ledger knows nothing
    std::size_t anchors_known = 0;
    std::size_t anchors_asked = 0;  ///< those that were looked at
};

/// Which anchors status looks at.
enum class Anchors { that_matter, all };

/// Looks at every channel the ledger knows, at anchors, and for the content of releases that rollbacks would go to,
/// where no anchor shows that somebody has it; lists the tags of places that the ledger does not know. Reads only; a
/// place that does not answer is part of the answer.
Result<ProductStatus> product_status(const Product& product, LedgerReader& ledger, const ReadPlaces& places, Time now,
                                     Anchors anchors = Anchors::that_matter);

}  // namespace tagwarden
