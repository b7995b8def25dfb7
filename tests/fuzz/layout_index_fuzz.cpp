// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/layout/layout_index.h"
#include "tests/fuzz/fuzz.h"

namespace tagwarden::fuzz {

void one_input(std::string_view text)
{
    auto index = LayoutIndex::parse(text, "a layout");
    if (!index) return;
    require(index->images().size() <= index->entries().size());
    const auto again = LayoutIndex::parse(index->str(), "a layout");
    require(again && again->tags() == index->tags() && again->entries() == index->entries());

    const auto tag = TagName::parse("latest").value();
    const Descriptor to{"a/b", Digest::of("x"), 1};
    index->set(tag, to);
    const auto longer = LayoutIndex::parse(index->str(), "a layout");
    require(longer && longer->tags().at(tag) == to);
}

}  // namespace tagwarden::fuzz
