// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/rule_inputs.h"

namespace tagwarden {

/// The lines that the known releases which a channel follows give rise to, in a stable order.
Result<const std::vector<ChannelLine>*> lines_of(const RuleInputs& inputs, const ChannelConfiguration& rule);

/// The line of this rule that has this name; nothing where no release gives rise to it.
const ChannelLine* line_of(const RuleInputs& inputs, const ChannelConfiguration& rule, const std::string& name);

/// The place of a release among those that a manual channel was put on, the later the higher; nothing for one that it
/// was never put on, or was put on a lower one after: nobody but somebody who puts it there takes it up again.
std::optional<std::size_t> promotion_of(const LedgerState& state, const std::string& channel,
                                        const std::string& version);

/// True when a channel would rather be on `a` than on `b`: a manual one on what it was put on later, every other on
/// what outranks.
bool goes_before(const LedgerState& state, const ChannelConfiguration& rule, const std::string& channel,
                 const KnownRelease& a, const KnownRelease& b);

}  // namespace tagwarden
