// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/tag_pattern.h"
#include "core/version/order.h"
#include "ports/digest_facts.h"
#include "ports/registry.h"
#include "ports/stop_signal.h"

namespace tagwarden {

/// Which tags, and in which order.
struct TagSelection {
    TagFilter filter;
    std::optional<Order> order{};  ///< as versions of this order, what is none behind them; without one: ASCII
    bool reverse = false;
};

/// The tags of a repository that are selected. Asks nothing of any of them yet.
Result<std::vector<TagName>> select_tags(TagReader& repository, const TagSelection& selection);

struct ListedTag {
    TagName tag;
    Descriptor names;
    std::optional<ImageFacts> facts{};  ///< where they were asked for
};

/// A tag that cannot be read, for a reason of its own: it is an image that nobody can copy, or a part of it is missing.
struct UnreadableTag {
    TagName tag;
    Error error;
};

/// What there is to say of a list when it ends.
struct ListSummary {
    std::size_t shown = 0;
    std::vector<TagName> gone;  ///< were on the list, and did not exist any more when they were asked for
    std::vector<UnreadableTag> unreadable;
};

struct ListPorts {
    RepositoryReader& repository;
    const StopSignal& stop;
    DigestFacts* facts = nullptr;  ///< nullptr: no facts are asked for
};

/// Asks what each tag names and shows the answers as they come, a batch at a time and in the order of the tags; the
/// first batch is small. What one digest says is read once and then remembered. Fails when the repository does not
/// answer any more; what came before is shown then.
Result<ListSummary> list_tags(std::span<const TagName> tags, const ListPorts& ports,
                              const std::function<void(std::span<const ListedTag>)>& show);

}  // namespace tagwarden
