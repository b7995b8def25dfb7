// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/proposal.h"
#include "ports/registry.h"

namespace tagwarden {

/// Where the content of one part comes from.
struct PartSource {
    RepositoryReader* content = nullptr;
    Descriptor root;
    std::optional<Location> location{};  ///< of the content, for destinations near it
};

/// One thing that a user asks for: a planner and what it needs. Publish, rollback, hold and the like differ
/// in nothing else; how a proposal becomes true is the same for all (flows/transaction.h).
struct Operation {
    std::string reason;
    bool take_over = false;
    bool may_plan_again = false;  ///< goes on with another plan when the world changed on the way
    bool takes_stock = true;      ///< adopts first what is at places of which the ledger knows nothing

    /// The names that planning needs to have looked at.
    std::function<Result<std::vector<TagAt>>(const RuleInputs&)> names;
    std::function<Result<Proposal>(const PlanInputs&)> propose;

    /// Where new content comes from. Other content is had from a destination that has it.
    std::map<Part, PartSource> sources;
    bool with_attached = true;  ///< with signatures and whatever else is attached to the content

    /// Intents of earlier runs that nobody finishes any more. Once this operation is done they have an outcome: this.
    std::vector<std::int64_t> takes_over_from{};
    Outcome::Result their_outcome = Outcome::Result::taken_over;

    /// What to do where nobody has content that it needs and does not bring. "": what the proposal gives to choose
    /// from.
    std::string without_content{};

    /// What to do when it ended before everything was done that the ledger says it intended.
    std::string to_go_on = "what was decided stands in the ledger; when the cause is gone, 'tagwarden recover' goes on";

    /// What to do for names that somebody else moved to be overwritten.
    std::string to_take_over = "run again with --take-over to overwrite it";
};

/// The tags of all channels, for operations that bring no release of their own.
Result<std::vector<TagAt>> names_of_channels(const RuleInputs& inputs);

}  // namespace tagwarden
