// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/edition.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "core/omnibus/tag_form.h"

namespace tagwarden {

namespace {

bool has(const Configuration& configuration, const std::string& edition)
{
    return std::ranges::find(configuration.editions, edition) != configuration.editions.end();
}

std::unexpected<Error> unknown(const Configuration& configuration, const std::string& words, const std::string& edition)
{
    if (configuration.editions.empty())
        return fail(ErrorKind::usage,
                    fmt::format("{} '{}', and {} has no editions", words, printable(edition), configuration.product),
                    "leave --edition out, or name its editions in the configuration: 'editions: [A, B]'");
    return fail(ErrorKind::usage,
                fmt::format("{} '{}', which {} does not have{}", words, printable(edition), configuration.product,
                            did_you_mean(edition, configuration.editions)),
                "its editions are " + join(configuration.editions, ", "));
}

}  // namespace

std::string edition_in(Order order, std::string_view version)
{
    return order == Order::omnibus ? omnibus::edition_named_in(version) : "";
}

Result<std::string> edition_meant(const Configuration& configuration, const std::optional<std::string>& said,
                                  std::string_view version, const std::string& by_scheme)
{
    if (said && !has(configuration, *said)) return unknown(configuration, "--edition says", *said);
    if (configuration.editions.empty()) return std::string();
    // FIPS builds say "fips" in the place of their edition, which the scheme still knows.
    auto named = edition_in(configuration.version.order, version);
    if (!has(configuration, named) && !by_scheme.empty()) named = by_scheme;
    if (named.empty()) return said.value_or("");
    if (!has(configuration, named))
        return unknown(configuration, fmt::format("{} is of the edition", printable(version)), named);
    if (said && *said != named)
        return fail(ErrorKind::refused,
                    fmt::format("--edition says {}, and {} is of the edition {}", *said, printable(version), named),
                    "leave --edition out, or correct the version");
    return named;
}

std::string said_for(const std::string& edition, const std::string& command)
{
    return edition.empty() ? command : command + " --edition " + edition;
}

std::unexpected<Error> edition_not_said(const Configuration& configuration, const std::string& name,
                                        const std::vector<std::string>& having)
{
    std::vector<std::string> ways;
    for (const auto& edition : having) ways.push_back("--edition " + edition);
    const auto hint = having.empty() ? "add --edition " + configuration.editions.front()
                                     : fmt::format("add {}: {} '{}'", join(ways, " or "),
                                                   having.size() == 1 ? "that one has" : "these have", printable(name));
    return fail(ErrorKind::usage,
                fmt::format("{} has the editions {}, and nothing says which one is meant", configuration.product,
                            join(configuration.editions, ", ")),
                hint);
}

}  // namespace tagwarden
