// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/layout/layout_referrers.h"

#include <fmt/format.h>

#include "core/attached_tag.h"

namespace tagwarden {

Result<ReferrerList> referrer_list(LayoutReader& layout, const LayoutIndex& index, const Digest& subject)
{
    const auto found = index.tags().find(referrers_tag(subject));
    if (found == index.tags().end()) return ReferrerList{};
    const auto what = fmt::format("the list of what is attached to {} in {}", subject.str(), layout.name());
    auto content = layout.manifests(std::span(&found->second.digest, 1)).front();
    if (!content) return during("reading " + what, content.error());
    auto referrers = parse_referrers(content->bytes, what);
    if (!referrers) return fail(referrers.error());
    return ReferrerList{std::move(content->bytes), std::move(*referrers)};
}

Result<std::optional<ManifestContent>> longer_list(const ReferrerList& list, const Referrer& referrer)
{
    auto longer = with_referrer(list.text, referrer, "a list of what is attached to a manifest");
    if (!longer) return fail(longer.error());
    if (*longer == list.text) return std::nullopt;
    auto content = manifest_content(std::move(*longer));
    if (!content) return fail(content.error());
    return std::move(*content);
}

}  // namespace tagwarden
