// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "flows/verify.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/naming.h"
#include "core/version_tags.h"
#include "flows/check_content.h"
#include "flows/find_root.h"

namespace tagwarden {

namespace {

/// What a tag claims: a version of a variant of an image.
struct Claim {
    const ImageConfiguration* image = nullptr;
    std::string variant;
    Version version;
};

bool has_variant(const ImageConfiguration& image, const std::string& name)
{
    return std::ranges::find(image.variants, name, &Variant::name) != image.variants.end();
}

std::vector<const ImageConfiguration*> images_at(const Product& product, const Location& location)
{
    std::vector<const ImageConfiguration*> images;
    for (const auto& target : product.targets)
        if (target.location == location) images.push_back(product.configuration.image(target.image));
    // Content that is not at a destination (yet) is read as if it were for any image of the product.
    if (images.empty())
        for (const auto& image : product.configuration.images) images.push_back(&image);
    return images;
}

/// What the ledger recorded of the tag. It comes first: a slug may have lost what it was made of.
std::optional<Claim> recorded_claim(const Product& product, const LedgerState& state, const Reference& reference)
{
    const auto record = state.tags.find({reference.location, *reference.tag});
    if (!record) return std::nullopt;
    auto version = Version::parse(product.configuration.version.order, record->version);
    const auto* image = product.configuration.image(record->part.image);
    if (!version || image == nullptr || !has_variant(*image, record->part.variant)) return std::nullopt;
    return Claim{image, record->part.variant, std::move(*version)};
}

Result<Claim> claim_of(const Product& product, const LedgerState& state, const Reference& reference)
{
    if (!reference.tag)
        return fail(ErrorKind::usage, fmt::format("'{}' has no tag, so its name claims nothing", reference.str()),
                    "add :TAG");
    const auto order = product.configuration.version.order;
    const auto images = images_at(product, reference.location);
    if (auto recorded = recorded_claim(product, state, reference)) return std::move(*recorded);
    for (const auto* image : images)
        if (auto reading = read_anchor(*image, order, *reference.tag))
            return Claim{image, reading->variant, std::move(reading->version)};
    // Where no product says how its anchors look, both usual forms are taken for one: 1.8.1 and v1.8.1.
    if (auto version = parse_version_text(order, reference.tag->str()); version && product.targets.empty())
        return Claim{images.front(), images.front()->variants.front().name, std::move(*version)};
    return fail(
        ErrorKind::usage,
        fmt::format("the tag '{}' claims no version: it is no anchor, and the ledger does not know it as a channel",
                    reference.tag->str()),
        "run it where the product's tagwarden.yaml is, or verify a version's tag");
}

void compare_with_ledger(const LedgerState& state, const Reference& reference, const Digest& digest,
                         const std::string& version, std::vector<Finding>& findings)
{
    const auto record = state.tags.find({reference.location, *reference.tag});
    if (record && record->digest != digest)
        findings.push_back(
            {record->role == Role::anchor ? "anchor-overwritten" : "channel-moved", reference.str(),
             fmt::format(
                 "'{}' names {}, the ledger recorded {} ({}){}", reference.str(), digest.str(), record->digest.str(),
                 record->version,
                 record->role == Role::anchor ? "; 'tagwarden repair " + record->version + "' puts it back" : "")});
    if (const auto* known = state.find(version); known != nullptr && known->withdrawn)
        findings.push_back({"withdrawn", reference.str(),
                            fmt::format("{} is withdrawn since {}: {}", version, format_time(known->withdrawn->time),
                                        known->withdrawn->reason)});
}

}  // namespace

Result<Verification> verify(const Product& product, const std::string& edition, const Reference& reference,
                            RepositoryReader& repository, LedgerReader* ledger, LayerFiles& files)
{
    LedgerState state;
    if (ledger != nullptr) {
        auto known = ledger->state(edition);
        if (!known) return during("reading the ledger", known.error());
        state = std::move(known->state);
    }
    const auto claim = claim_of(product, state, reference);
    if (!claim) return fail(claim.error());
    const auto root = find_root(repository, reference);
    if (!root) return fail(root.error());

    const Release release{edition,
                          claim->version,
                          claim->version.prerelease() ? BuildKind::prerelease : BuildKind::release,
                          "",
                          "",
                          0,
                          {},
                          {},
                          {}};
    const auto variant = std::ranges::find(claim->image->variants, claim->variant, &Variant::name);
    auto verdict = check_content({product.configuration, *claim->image, *variant, release, repository, *root}, files);
    if (!verdict) return fail(verdict.error());
    compare_with_ledger(state, reference, root->digest, claim->version.str(), verdict->findings);
    return Verification{reference.str(), root->digest, claim->version.str(), std::move(verdict->findings),
                        std::move(verdict->accepted)};
}

}  // namespace tagwarden
