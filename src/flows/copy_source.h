// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "flows/plan_copy.h"

namespace tagwarden {

/// An image or index at the source that is to be copied.
struct SourceImage {
    Descriptor root;
    std::optional<Digest> index{};  ///< that it is taken out of

    const Digest& named() const { return index ? *index : root.digest; }
};

/// The one image that is to be copied.
Result<SourceImage> find_image(const CopyRequest& request, RepositoryReader& source);

/// The tags of the whole repository that are to be copied; not_found where there is none.
Result<std::vector<TagName>> wanted_tags(const CopyRequest& request, TagReader& source);

/// A tag of the source, and what is to be copied under it.
struct SourceTag {
    TagName tag;
    SourceImage image;
};

/// What some tags of the source are.
struct SourceTags {
    std::vector<SourceTag> there;
    std::vector<TagName> gone;
    std::vector<UnreadTag> unread;
};

/// One batch of tags. Fails where check_unread() does.
Result<SourceTags> read_tags(std::span<const TagName> tags, const CopyRequest& request, RepositoryReader& source);

/// `side` is where it could not be looked at: "the source".
UnreadTag unread_tag(const TagName& tag, std::string_view side, const Error& error);

/// Fails where what went wrong with some of so many tags says something of the others, too.
Result<void> check_unread(std::span<const UnreadTag> unread, std::size_t asked);

}  // namespace tagwarden
