// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "core/descriptor.h"
#include "core/tag_name.h"

namespace tagwarden {

/// index.json of a layout (image-spec 1.1, "index.json file"). The annotation org.opencontainers.image.ref.name
/// makes an entry a tag. What others wrote into it stays: fields that are not known here, entries without a
/// name, and names that are no tags, such as whole references.
class LayoutIndex {
public:
    LayoutIndex();

    /// Malformed also where two entries have one tag: nobody could say which is meant. `name` is the layout's.
    static Result<LayoutIndex> parse(std::string_view text, std::string_view name);

    const std::map<TagName, Descriptor>& tags() const { return tags_; }

    /// Every entry, with or without a tag.
    const std::vector<Descriptor>& entries() const { return entries_; }

    /// Every manifest in it, each once, but for those whose tag says that they are attached to another.
    std::vector<Descriptor> images() const;

    /// Makes the tag name this content. The entry it had makes place, for what it said of the old content is void.
    void set(const TagName& tag, const Descriptor& to);

    std::string str() const;

private:
    Result<void> read_entry(const Json& value, std::string_view where);

    Json document_;
    std::map<TagName, Descriptor> tags_;
    std::vector<Descriptor> entries_;
};

}  // namespace tagwarden
