// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "flows/known_content.h"

namespace tagwarden {

Result<std::optional<Descriptor>> known_content(ContentReader& place, std::optional<Descriptor> seen,
                                                const Digest& known)
{
    if (!seen || seen->digest.algorithm() == known.algorithm()) return seen;
    const auto content = std::move(place.manifests({&seen->digest, 1}).front());
    if (!content) return fail(content.error());
    if (Digest::of(content->bytes, known.algorithm()) == known) seen->digest = known;
    return seen;
}

}  // namespace tagwarden
