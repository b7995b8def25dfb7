// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <span>
#include <string>

#include "base/json.h"
#include "flows/list_tags.h"

namespace tagwarden {

/// How a list of tags is written. It comes line by line, so widths are what is known before.
struct TagListForm {
    bool for_people = false;    ///< columns and units; else tabs, digests in full and bytes
    bool details = false;       ///< with what images say of themselves
    std::size_t tag_width = 0;  ///< of the longest tag
};

/// The line above; "" where there is none.
std::string tag_list_header(const TagListForm& form);
std::string tag_list_text(std::span<const ListedTag> tags, const TagListForm& form);
JsonObject tag_json(const ListedTag& tag);

}  // namespace tagwarden
