// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tagwarden {

/// One way a server offers to say who is there (RFC 9110, 11.3). Either it has parameters or a token68, or neither.
struct Challenge {
    std::string scheme;                             ///< in lower case: "bearer"
    std::map<std::string, std::string> parameters;  ///< their names in lower case, quotes and escapes undone
    std::string token68;                            ///< what stands in the place of parameters, as for "Negotiate"

    /// Nothing when the parameter is absent or empty.
    std::optional<std::string> find(const std::string& parameter) const;

    bool operator==(const Challenge&) const = default;
};

/// The challenges of a WWW-Authenticate header, in their order; several headers may be joined with ", " (RFC 9110,
/// 11.6.1). Takes what registries get wrong: values without quotes, parameters without commas, a quote that is never
/// closed. Of a parameter that comes twice, the first counts. What makes no sense is passed over.
std::vector<Challenge> parse_challenges(std::string_view header);

}  // namespace tagwarden
