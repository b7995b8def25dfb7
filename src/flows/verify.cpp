// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "flows/verify.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/edition.h"
#include "core/naming.h"
#include "core/version_tags.h"
#include "flows/check_content.h"
#include "flows/find_root.h"

namespace tagwarden {

namespace {

/// One edition of the product, and what the ledger says of it.
struct EditionFacts {
    const Product* product = nullptr;
    LedgerState state{};
};

/// What a tag claims: a version of a variant of an image, in an edition.
struct Claim {
    const EditionFacts* of = nullptr;
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
    return images;
}

std::vector<const ImageConfiguration*> images_of(const Product& product)
{
    std::vector<const ImageConfiguration*> images;
    for (const auto& image : product.configuration.images) images.push_back(&image);
    return images;
}

/// What the ledger recorded of the tag. It comes first: a slug may have lost what it was made of.
std::optional<Claim> recorded_claim(const EditionFacts& edition, const Reference& reference)
{
    const auto& configuration = edition.product->configuration;
    const auto record = edition.state.tags.find({reference.location, *reference.tag});
    if (!record) return std::nullopt;
    auto version = Version::parse(configuration.version.order, record->version);
    const auto* image = configuration.image(record->part.image);
    if (!version || image == nullptr || !has_variant(*image, record->part.variant)) return std::nullopt;
    return Claim{&edition, image, record->part.variant, std::move(*version)};
}

std::optional<Claim> anchor_claim(const EditionFacts& edition, const std::vector<const ImageConfiguration*>& images,
                                  const Reference& reference)
{
    const auto& product = *edition.product;
    for (const auto* image : images)
        if (auto reading = read_anchor(*image, product.edition, product.configuration.version.order, *reference.tag))
            return Claim{&edition, image, reading->variant, std::move(reading->version)};
    return std::nullopt;
}

/// Content that is not at a destination (yet) is read as if it were for any image, of the edition that its version
/// says.
std::optional<Claim> claim_anywhere(const std::vector<EditionFacts>& editions, const Reference& reference)
{
    std::optional<Claim> first;
    for (const auto& edition : editions) {
        auto claim = anchor_claim(edition, images_of(*edition.product), reference);
        if (!claim) continue;
        if (edition_in(edition.product->configuration.version.order, claim->version.str()) == edition.product->edition)
            return claim;
        if (!first) first = std::move(claim);
    }
    return first;
}

std::optional<Claim> known_claim(const std::vector<EditionFacts>& editions, const Reference& reference)
{
    for (const auto& edition : editions)
        if (auto recorded = recorded_claim(edition, reference)) return recorded;
    bool at_a_target = false;
    for (const auto& edition : editions) {
        const auto images = images_at(*edition.product, reference.location);
        at_a_target |= !images.empty();
        if (auto claim = anchor_claim(edition, images, reference)) return claim;
    }
    return at_a_target ? std::nullopt : claim_anywhere(editions, reference);
}

Result<Claim> claim_of(const std::vector<EditionFacts>& editions, const Reference& reference)
{
    if (!reference.tag)
        return fail(ErrorKind::usage, fmt::format("'{}' has no tag, so its name claims nothing", reference.str()),
                    "add :TAG");
    if (auto claim = known_claim(editions, reference)) return std::move(*claim);
    // Where no product says how its anchors look, both usual forms are taken for one: 1.8.1 and v1.8.1.
    const auto& product = *editions.front().product;
    if (auto version = parse_version_text(product.configuration.version.order, reference.tag->str());
        version && product.targets.empty()) {
        const auto& image = product.configuration.images.front();
        return Claim{&editions.front(), &image, image.variants.front().name, std::move(*version)};
    }
    return fail(
        ErrorKind::usage,
        fmt::format("the tag '{}' claims no version: it is no anchor, and the ledger does not know it as a channel",
                    reference.tag->str()),
        "run it where the product's tagwarden.yaml is, or verify a version's tag");
}

/// What is wrong with a name that the ledger recorded: it names something else, or nothing.
Finding not_as_recorded(const std::string& edition, const Reference& reference, const TagRecord& record,
                        const std::optional<Digest>& names)
{
    const bool anchor = record.role == Role::anchor;
    const auto code =
        anchor ? (names ? "anchor-overwritten" : "anchor-deleted") : (names ? "channel-moved" : "channel-deleted");
    return {
        code, reference.str(),
        fmt::format(
            "'{}' {}, the ledger recorded {} ({}){}", reference.str(),
            names ? "names " + names->str() : "does not exist", record.digest.str(), record.version,
            anchor ? fmt::format("; '{}' puts it back", said_for(edition, "tagwarden repair " + record.version)) : "")};
}

void compare_with_ledger(const EditionFacts& of, const Reference& reference, const std::optional<Digest>& names,
                         const std::string& version, std::vector<Finding>& findings)
{
    const auto& state = of.state;
    const auto record = state.tags.find({reference.location, *reference.tag});
    if (record && record->digest != names)
        findings.push_back(not_as_recorded(of.product->edition, reference, *record, names));
    if (const auto* known = state.find(version); known != nullptr && known->withdrawn)
        findings.push_back({"withdrawn", reference.str(),
                            fmt::format("{} is withdrawn since {}: {}", version, format_time(known->withdrawn->time),
                                        known->withdrawn->reason)});
}

Result<std::vector<EditionFacts>> facts_of(const std::vector<Product>& editions, LedgerReader* ledger)
{
    std::vector<EditionFacts> facts;
    for (const auto& product : editions) {
        facts.push_back({&product, {}});
        if (ledger == nullptr) continue;
        auto known = ledger->state(product.edition);
        if (!known) return during("reading the ledger", known.error());
        facts.back().state = std::move(known->state);
    }
    return facts;
}

}  // namespace

Result<Verification> verify(const std::vector<Product>& editions, const Reference& reference,
                            RepositoryReader& repository, LedgerReader* ledger, LayerFiles& files)
{
    const auto facts = facts_of(editions, ledger);
    if (!facts) return fail(facts.error());
    const auto claim = claim_of(*facts, reference);
    if (!claim) return fail(claim.error());
    const auto root = find_root(repository, reference);
    const auto& state = claim->of->state;
    Verification verification{reference.str(), std::nullopt, claim->version.str(), {}, {}};
    if (!root && root.error().kind == ErrorKind::not_found && state.tags.row({reference.location, *reference.tag})) {
        compare_with_ledger(*claim->of, reference, std::nullopt, verification.version, verification.findings);
        return verification;
    }
    if (!root) return fail(root.error());

    const auto& product = *claim->of->product;
    const Release release{product.edition,
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
    compare_with_ledger(*claim->of, reference, root->digest, verification.version, verdict->findings);
    verification.digest = root->digest;
    verification.findings = std::move(verdict->findings);
    verification.accepted = std::move(verdict->accepted);
    return verification;
}

}  // namespace tagwarden
