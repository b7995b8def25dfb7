// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <span>

#include "core/attached_tag.h"
#include "core/referrers.h"
#include "tests/fuzz/fuzz.h"

namespace tagwarden::fuzz {

namespace {

void check_attachment(std::string_view text)
{
    const auto content = manifest_content(std::string(text));
    if (!content) return;
    const auto attachment = attachment_of(*content);
    if (!attachment || !*attachment) return;
    require((*attachment)->referrer.descriptor == content->descriptor);
    require(names_attached(referrers_tag((*attachment)->subject)));
}

}  // namespace

void one_input(std::string_view text)
{
    check_attachment(text);
    const auto listed = parse_referrers(text, "a list");
    if (!listed) return;
    const Referrer one{{"a/b", Digest::of("one"), 3}, "c/d", {{"e", "f"}}};
    const auto longer = with_referrer(text, one, "a list");
    require(longer.has_value());
    require(with_referrer(*longer, one, "a list") == longer);
    const auto read = parse_referrers(*longer, "a list");
    require(read && std::ranges::equal(*listed, std::span(*read).first(listed->size())));
    require(read->size() == listed->size() || (read->size() == listed->size() + 1 && read->back() == one));
}

}  // namespace tagwarden::fuzz
