// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

// Three lines: the template of an anchor, the suffix of a variant, a version.

#include "core/naming.h"
#include "tests/fuzz/fuzz.h"

namespace tagwarden::fuzz {

void one_input(std::string_view text)
{
    const auto [anchor_text, further] = first_line(text);
    const auto [suffix, version_text] = first_line(further);
    const auto anchor = TextTemplate::parse(anchor_text), plain = TextTemplate::parse("{version}");
    const auto version = Version::parse(Order::semver, version_text);
    if (!anchor || !version) return;

    const Variant variant{"rocm", std::string(suffix)};
    const ImageConfiguration image{"app", *anchor, {}, {variant}, {}, {}, "", *plain, {}, true};
    const Release release{"", *version, BuildKind::release, "0123456789abcdef", "main", 7, {}, {}};
    const auto variables = variables_of(release, image, variant);
    const auto tag = anchor_name(image, variant, variables);
    if (!tag) return;
    require(TagName::parse(tag->str()) == *tag);

    // What the slug left alone reads back as it was, from every anchor that says no more than the version.
    const auto rendered = *anchor->render(variables) + (anchor->mentions("suffix") ? "" : variant.suffix);
    if (rendered != tag->str() || anchor->names() != std::vector<std::string>{"version"}) return;
    const auto reading = read_anchor(image, "", Order::semver, *tag);
    require(reading && reading->variant == variant.name && reading->version.str() == version->str());
}

}  // namespace tagwarden::fuzz
