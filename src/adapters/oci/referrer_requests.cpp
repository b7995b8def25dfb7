// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/oci/referrer_requests.h"

#include <fmt/format.h>

#include "adapters/oci/manifest_requests.h"

namespace tagwarden {

Result<std::vector<Referrer>> list_referrers(RegistryClient& registry, const Digest& subject)
{
    const auto what = fmt::format("the list of what is attached to {} in {}", subject.str(), registry.name());
    const auto named = resolve_tag(registry, referrers_tag(subject));
    if (!named) return during("reading " + what, named.error());
    if (!*named) return std::vector<Referrer>{};
    const auto list = get_manifest(registry, (*named)->digest);
    if (!list) return during("reading " + what, list.error());
    return parse_referrers(list->bytes, what);
}

}  // namespace tagwarden
