// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/environment.h"

#include "base/text.h"

namespace tagwarden {

std::string value_of(const Environment& environment, std::string_view name)
{
    const auto found = environment.find(name);
    return found == environment.end() ? "" : std::string(trim(found->second));
}

bool is_on(const Environment& environment, std::string_view name)
{
    const auto value = value_of(environment, name);
    return !value.empty() && value != "0" && value != "false";
}

Variables template_variables(const Environment& environment)
{
    Variables variables;
    for (const auto& [name, value] : environment) variables.emplace("env." + name, trim(value));
    return variables;
}

}  // namespace tagwarden
