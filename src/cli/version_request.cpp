// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/version_request.h"

#include <fmt/format.h>

#include "base/text.h"
#include "core/edition.h"
#include "flows/check_sources.h"

namespace tagwarden {

namespace {

Result<std::optional<BuildKind>> said_kind(const Arguments& arguments)
{
    const auto said = arguments.value("--kind");
    if (!said) return std::nullopt;
    if (const auto kind = build_kind_named(*said)) return kind;
    const auto names = build_kind_names();
    return fail(ErrorKind::usage,
                fmt::format("'{}' is not a kind of build{}", printable(*said), did_you_mean(*said, names)),
                "choose one of " + join(names, ", "));
}

}  // namespace

Result<CheckoutVersion> version_request(const Arguments& arguments, World& world, const Configuration& configuration)
{
    const auto kind = said_kind(arguments);
    if (!kind) return fail(kind.error());
    const auto git = world.git();
    if (!git) return fail(git.error());
    const auto said = arguments.value("--edition");
    const VersionQuestion question{arguments.value("--version"), *kind, world.environment(), said};
    auto version = version_of_checkout(configuration.version, question, **git, world.source_files());
    if (!version) return version;
    auto& chosen = version->chosen;
    auto edition = edition_meant(configuration, said, chosen.version.str(), chosen.edition);
    if (!edition) return fail(edition.error());
    if (!configuration.editions.empty()) chosen.edition = std::move(*edition);
    if (auto checked = check_sources(configuration, release_of(*version, {}), world.source_files()); !checked)
        return fail(checked.error());
    return version;
}

}  // namespace tagwarden
