// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

// A text as a version of every order, written in every format; and as what a format wrote.

#include "core/rendering/rendering.h"

#include "core/tag_name.h"
#include "tests/fuzz/fuzz.h"

namespace tagwarden::fuzz {

namespace {

void check_written(const Version& version, Format format)
{
    const auto rendering = render(version, format);
    if (!rendering) return;
    require(!rendering->text.empty());
    if (format == Format::tag) require(TagName::parse(rendering->text).has_value());
    if (!rendering->loss.empty()) return;
    const auto back = read_rendering(version.order(), format, rendering->text);
    require(back && back->str() == version.str());
}

}  // namespace

void one_input(std::string_view text)
{
    for (const auto order : all_orders()) {
        const auto version = Version::parse(order, text);
        for (const auto format : all_formats()) {
            if (version) check_written(*version, format);
            if (const auto read = read_rendering(order, format, text)) require(read->order() == order);
        }
    }
}

}  // namespace tagwarden::fuzz
