// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "flows/operation.h"

namespace tagwarden {

Result<std::vector<TagAt>> names_of_channels(const RuleInputs& inputs)
{
    const auto channels = wanted_channels(inputs);
    if (!channels) return fail(channels.error());
    std::vector<TagAt> names;
    for (const auto& channel : *channels) names.push_back(channel.at());
    return names;
}

}  // namespace tagwarden
