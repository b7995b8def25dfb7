// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/slug.h"
#include "tests/fuzz/fuzz.h"

namespace tagwarden::fuzz {

void one_input(std::string_view text)
{
    const auto tag = slug(text);
    if (!tag) return;
    require(TagName::parse(tag->str()) == *tag);
    require(slug(tag->str()) == *tag);
    if (TagName::parse(text)) require(tag->str() == text);
}

}  // namespace tagwarden::fuzz
