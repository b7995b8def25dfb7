// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/channel_rules.h"
#include "core/found_tags.h"

namespace tagwarden {

/// What one tag was taken for.
struct TagFinding {
    enum class State {
        adopted,    ///< the ledger learns of it
        known,      ///< the ledger has it like this
        conflict,   ///< it names other content than the ledger, or a place that counts more, has for this name
        undecided,  ///< neither an anchor nor a channel, as far as anybody can tell
        attached,   ///< leads to what is attached to an image
    };
    TagName tag;
    State state = State::undecided;
    std::optional<Digest> digest{};  ///< nothing where it was not looked at
    std::optional<Role> role{};
    std::string channel{};
    Part part{};
    std::string version{};
    std::string why{};  ///< in words, for what was not adopted
};

std::string_view name_of(TagFinding::State state);

/// Every tag of a repository, in ASCII order.
struct RepositoryFindings {
    std::string destination;
    Location location;
    std::size_t releases = 0;  ///< that the ledger learns of
    std::vector<TagFinding> tags;

    std::size_t count(TagFinding::State state, std::optional<Role> role = {}) const;
};

/// What the ledger is to learn of repositories that had tags before it knew of them.
struct Adoption {
    std::string edition;
    std::vector<EntryBody> entries;  ///< none where it knows everything
    std::vector<RepositoryFindings> repositories;
    std::vector<std::string> warnings;

    /// Of what is adopted: a line a repository.
    std::vector<std::string> summary() const;
};

/// Takes repositories as they are, for one edition ("" of a product without any):
///
///   - an anchor is a tag that find_anchor() reads, unless a channel has that name; all anchors of one version, over
///     images, variants and places, are one release. It is open when it lacks a declared part that a lower release of
///     its kind has, and closed with what it has otherwise: a part that came later was not to be expected of it. Its
///     kind is what its version says; when it was published nobody knows, so it is old (1970): no soak time applies to
///     it, and a rollback can go to it;
///   - a channel is a tag with the name of one, and the content of an anchor: of those with this content the highest of
///     its line;
///   - what the ledger knows it is not told again. A tag that differs from it is reported and left, and so is an anchor
///     that names other content than the same anchor at a place before it; places that may lag come last;
///   - a channel that is not where its rule wants it, at a place that counts, is held: on the version it was found on,
///     or, where places or variants differ, where it is. Somebody may have put it there on purpose.
///
/// Tags that an unfinished operation of our own set are left to that. A usage error where two channels would be one
/// tag.
Result<Adoption> adopt(const RuleInputs& inputs, const std::string& edition, const std::vector<FoundTags>& found);

}  // namespace tagwarden
