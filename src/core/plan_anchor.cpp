// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/plan_anchor.h"

#include "base/text.h"
#include "core/naming.h"

namespace tagwarden {

Result<Anchor> anchor_of(const Configuration& configuration, const Target& target, const Variant& variant,
                         const Release& release)
{
    const auto& image = *configuration.image(target.image);
    auto name = anchor_name(image, variant, variables_of(release, image, variant));
    if (!name) return fail(name.error());
    const Part part{image.name, variant.name};
    return Anchor{&target, part, {target.location, std::move(*name)}, &release.parts.at(part)};
}

PlannedMove anchor_move(const Anchor& anchor, const Release& release, const std::optional<Descriptor>& seen)
{
    PlannedMove move{Role::anchor,
                     anchor.target->destination,
                     anchor.at.location,
                     anchor.part,
                     "",
                     {anchor.at.tag, std::nullopt, *anchor.content},
                     "",
                     release.version.str(),
                     release.accepted.empty() ? "the version's own name" : join(release.accepted, "; ")};
    if (seen) move.move.from = seen->digest;
    return move;
}

}  // namespace tagwarden
