// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string_view>
#include <vector>

#include "core/descriptor.h"
#include "core/platform.h"
#include "core/reference.h"
#include "core/tag_move.h"

namespace tagwarden {

/// What a copy does with one name, or with content that gets none.
struct PlannedCopy {
    enum class Step {
        content,   ///< brings it, and sets no tag
        create,    ///< sets a tag that was not there
        move,      ///< sets a tag that names something else
        present,   ///< the tag names it already
        keep,      ///< leaves a tag that names something else, as it was asked to
        attached,  ///< leaves a tag of attached content to whoever brings that, which loses nothing that it has
    };

    std::optional<TagName> tag;    ///< at the destination
    Descriptor root;               ///< what it shall name
    std::optional<Digest> before;  ///< what it names there now
    Step step = Step::content;
    std::optional<Digest> index{};  ///< that a platform's image is taken out of

    bool sets_tag() const { return step == Step::create || step == Step::move; }
    TagMove tag_move() const { return {*tag, before, root}; }

    bool operator==(const PlannedCopy&) const = default;
};

std::string_view name_of(PlannedCopy::Step step);

/// Plans one name: `seen` is what it names at the destination now.
PlannedCopy plan_name(const TagName& tag, const Descriptor& root, const std::optional<Descriptor>& seen,
                      bool overwrite);

/// Plans a name of attached content (core/attached_tag.h) where that is brought, too: what the destination has under it
/// may be more than the source has, so only what is not there yet is set.
PlannedCopy plan_attached_name(const TagName& tag, const Descriptor& root, const std::optional<Descriptor>& seen);

/// A tag that could not be looked at, for a reason of its own.
struct UnreadTag {
    TagName tag;
    Error error;
};

/// What content would move.
struct CopySize {
    std::size_t blobs = 0;  ///< that the destination does not have
    std::int64_t bytes = 0;
};

/// What a copy will do at one destination; the dry run and the report show the same.
struct CopyPlan {
    Reference from;
    Reference to;
    bool whole_repository = false;
    bool recheck = false;                ///< what is named already is looked at, too: every part of it
    std::optional<Platform> platform{};  ///< only this was asked for
    std::vector<PlannedCopy> copies{};
    std::vector<TagName> gone{};  ///< were on the source's list, and did not exist any more when they were asked for
    std::vector<UnreadTag> unread{};
    std::set<Digest, DigestBefore> lacking{};  ///< named already, without all that is attached to them at the source
    std::optional<CopySize> size{};            ///< where somebody measured it
    std::optional<Error> problem{};            ///< why the destination could not be looked at: nothing is done there

    std::size_t count(PlannedCopy::Step step) const;

    /// Content to bring: once for each digest. What is named already is not looked at again, but where it lacks
    /// something, or a recheck was asked for.
    std::vector<Descriptor> roots() const;

    /// What is wrong with a tag that is kept.
    Error refusal(const PlannedCopy& kept) const;
};

}  // namespace tagwarden
