// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/oci/link_header.h"

#include <fmt/format.h>

#include "adapters/http/ascii_lower.h"
#include "adapters/http/url.h"
#include "base/text.h"

namespace tagwarden {

namespace {

/// rel takes several relations, with spaces between: `rel="last next"`.
bool says_next(std::string_view parameter)
{
    const auto equals = parameter.find('=');
    if (equals == std::string_view::npos) return false;
    if (ascii_lower(std::string(trim(parameter.substr(0, equals)))) != "rel") return false;
    auto value = trim(parameter.substr(equals + 1));
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"') value = value.substr(1, value.size() - 2);
    for (const auto relation : split(value, ' '))
        if (ascii_lower(std::string(relation)) == "next") return true;
    return false;
}

bool any_says_next(std::string_view parameters)
{
    for (const auto parameter : split(parameters, ';'))
        if (says_next(parameter)) return true;
    return false;
}

}  // namespace

std::optional<std::string> next_link(std::string_view header)
{
    while (true) {
        const auto open = header.find('<');
        const auto close = header.find('>', open);
        if (open == std::string_view::npos || close == std::string_view::npos) return std::nullopt;
        const auto target = header.substr(open + 1, close - open - 1);
        header.remove_prefix(close + 1);
        // The next link begins at its '<': a target has none, and registries quote none in parameters.
        if (any_says_next(trim(header.substr(0, header.find_first_of(",<"))))) return std::string(target);
    }
}

Result<std::optional<std::string>> next_page(const std::string& page, const HttpHeaders& answer)
{
    const auto link = next_link(answer.find("link").value_or(""));
    if (!link) return std::nullopt;
    const auto here = Url::parse(page);
    if (!here) return fail(here.error());
    const auto next = here->resolve(*link);
    if (!next) return fail(next.error());
    if (next->origin() != here->origin())
        return fail(ErrorKind::malformed,
                    fmt::format("the next page of a list is at {}, want it at {}", next->origin(), here->origin()));
    return next->text;
}

}  // namespace tagwarden
