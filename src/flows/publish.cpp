// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "flows/publish.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "base/text.h"
#include "core/plan_publish.h"
#include "flows/check_content.h"

namespace tagwarden {

namespace {

std::unexpected<Error> refused(const Release& release, const std::vector<Finding>& findings)
{
    Error error{ErrorKind::refused, messages_of(findings), "", {}};
    const bool silent =
        std::ranges::all_of(findings, [](const Finding& it) { return it.code == "content-says-nothing"; });
    error.hint = silent ? "give the image the label org.opencontainers.image.version, or a probe that reads its "
                          "version; nothing was written"
                        : fmt::format("publish it under the version it says, or build {} again; nothing was written",
                                      release.version.str());
    return fail(std::move(error));
}

const Variant* find_variant(const ImageConfiguration& image, const std::string& name)
{
    for (const auto& variant : image.variants)
        if (variant.name == name) return &variant;
    return nullptr;
}

/// What was let pass is noted in the release; a finding ends it.
Result<void> check_parts(const Configuration& configuration, Release& release,
                         const std::map<Part, PartSource>& sources, LayerFiles& files)
{
    std::vector<Finding> findings;
    for (const auto& [part, source] : sources) {
        const auto& image = *configuration.image(part.image);
        const auto found = check_content(
            {configuration, image, *find_variant(image, part.variant), release, *source.content, source.root}, files);
        if (!found) return during("checking the content of " + part.str(), found.error());
        findings.insert(findings.end(), found->findings.begin(), found->findings.end());
        release.accepted.insert(release.accepted.end(), found->accepted.begin(), found->accepted.end());
        release.platforms.insert_or_assign(part, found->platforms);
    }
    if (!findings.empty()) return refused(release, findings);
    return {};
}

}  // namespace

Operation publish_operation(Release release, bool allow_fewer_platforms)
{
    Operation operation;
    operation.may_plan_again = true;
    operation.to_go_on = to_go_on_with_release;
    const auto shared = std::make_shared<const Release>(std::move(release));
    operation.names = [shared](const RuleInputs& inputs) { return names_for_publish(inputs, *shared); };
    operation.propose = [shared, allow_fewer_platforms](const PlanInputs& inputs) {
        return plan_publish(inputs, *shared, allow_fewer_platforms);
    };
    return operation;
}

Result<Operation> prepare_publish(const Product& product, Release release, const std::map<Part, PartSource>& sources,
                                  LayerFiles& files, bool allow_fewer_platforms)
{
    if (auto goes = check_destination(product.targets, release); !goes) return fail(goes.error());
    release.edition = product.edition;
    for (const auto& [part, source] : sources) release.parts.insert_or_assign(part, source.root);
    if (auto checked = check_parts(product.configuration, release, sources, files); !checked)
        return fail(checked.error());
    auto operation = publish_operation(std::move(release), allow_fewer_platforms);
    operation.sources = sources;
    return operation;
}

}  // namespace tagwarden
