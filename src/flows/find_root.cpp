// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "flows/find_root.h"

#include <fmt/format.h>

#include "flows/known_content.h"
#include "ports/sole_content.h"

namespace tagwarden {

namespace {

Result<Descriptor> by_tag(RepositoryReader& repository, const Reference& reference)
{
    const auto found = repository.resolve({&*reference.tag, 1});
    if (!found.front()) return fail(found.front().error());
    if (*found.front()) return **found.front();
    return fail(ErrorKind::not_found, fmt::format("'{}' does not exist", reference.str()),
                "check the spelling, and that it was built or pushed before");
}

Result<Descriptor> by_digest(RepositoryReader& repository, const Digest& digest)
{
    const auto manifest = repository.manifests({&digest, 1});
    if (!manifest.front()) return fail(manifest.front().error());
    return manifest.front()->descriptor;
}

}  // namespace

Result<Descriptor> find_root(RepositoryReader& repository, const Reference& reference)
{
    if (!reference.tag && reference.digest) return by_digest(repository, *reference.digest);
    if (!reference.tag) {
        if (auto* sole = dynamic_cast<SoleContent*>(&repository)) return sole->sole();
        return fail(ErrorKind::usage, fmt::format("'{}' does not say which image", reference.str()),
                    "add :TAG or @DIGEST");
    }
    auto found = by_tag(repository, reference);
    if (!found || !reference.digest) return found;
    const auto known = known_content(repository, *found, *reference.digest);
    if (!known) return fail(known.error());
    if ((*known)->digest != *reference.digest)
        return fail(ErrorKind::refused,
                    fmt::format("'{}' names {}, not {}", reference.location.str() + ":" + reference.tag->str(),
                                found->digest.str(), reference.digest->str()));
    return found;
}

}  // namespace tagwarden
