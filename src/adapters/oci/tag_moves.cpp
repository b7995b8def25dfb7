// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/oci/tag_moves.h"

#include <fmt/format.h>

#include "adapters/oci/in_order.h"
#include "adapters/oci/manifest_requests.h"

namespace tagwarden {

namespace {

std::unexpected<Error> moved_meanwhile(const RegistryClient& registry, const TagMove& move,
                                       const std::optional<Descriptor>& seen)
{
    return fail(
        ErrorKind::refused,
        fmt::format("tag '{}' of {} {}, the plan saw {}", move.tag.str(), registry.name(),
                    seen ? "is " + seen->digest.str() : "does not exist", move.from ? move.from->str() : "no such tag"),
        "somebody else moved it; plan again");
}

/// True when a tag that names `seen` names the content `wanted`. A registry answers with a digest of an algorithm of
/// its own choice; where that is another one, the bytes decide.
Result<bool> is_content(RegistryClient& registry, const Digest& seen, const Digest& wanted)
{
    if (seen.algorithm() == wanted.algorithm()) return seen == wanted;
    const auto content = get_manifest(registry, seen);
    if (!content) return fail(content.error());
    return Digest::of(content->bytes, wanted.algorithm()) == wanted;
}

/// True when the tag is where it should go. `refused` when it is not where the plan saw it either.
Result<bool> on_its_goal(RegistryClient& registry, const TagMove& move)
{
    const auto seen = resolve_tag(registry, move.tag);
    if (!seen) return fail(seen.error());
    const auto now = *seen ? std::optional((*seen)->digest) : std::nullopt;
    const auto there = now ? is_content(registry, *now, move.to.digest) : false;
    if (!there || *there) return there;
    if (now != move.from) return moved_meanwhile(registry, move, *seen);
    return false;
}

Result<ManifestContent> content_of(RegistryClient& registry, const Digest& digest, const RecentManifests& recent)
{
    if (auto known = recent.find(digest)) return std::move(*known);
    return get_manifest(registry, digest);
}

Result<void> move_tag(RegistryClient& registry, const TagMove& move, const RecentManifests& recent)
{
    const auto there = on_its_goal(registry, move);
    if (!there) return fail(there.error());
    if (*there) return {};
    const auto content = content_of(registry, move.to.digest, recent);
    if (!content) return fail(content.error());
    return put_tag(registry, move.tag, *content, [&] { return on_its_goal(registry, move); });
}

}  // namespace

Each<void> move_tags(RegistryClient& registry, std::span<const TagMove> moves, const RecentManifests& recent)
{
    return in_order(moves, [&](const TagMove& move) -> Result<void> {
        auto moved = move_tag(registry, move, recent);
        if (!moved) return during(fmt::format("moving tag '{}' of {}", move.tag.str(), registry.name()), moved.error());
        return moved;
    });
}

}  // namespace tagwarden
