// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "core/configuration.h"
#include "core/part.h"
#include "core/release.h"
#include "core/tag_at.h"
#include "core/target.h"

namespace tagwarden {

/// Which channel a tag is by its name.
struct ChannelName {
    std::string channel;  ///< "latest", "1.8"
    Part part;
};

/// The name that every channel has for every one of these releases, in each place where its image goes, whether or not
/// its rule takes that release: somebody may have put it there all the same. Names that cannot be rendered are left
/// out.
std::map<TagAt, ChannelName> channel_names(const Configuration& configuration, const std::vector<Target>& targets,
                                           std::span<const Release* const> releases);

}  // namespace tagwarden
