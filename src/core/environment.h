// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "core/text_template.h"

namespace tagwarden {

/// The environment variables of a process, read once by an adapter and passed on.
using Environment = std::map<std::string, std::string, std::less<>>;

/// The value without white space around it. "" means unset: no variable here tells empty from absent.
std::string value_of(const Environment& environment, std::string_view name);

/// True when the variable is set, and not to "false" or "0".
bool is_on(const Environment& environment, std::string_view name);

/// The environment as templates see it: {env.NAME}, with values as value_of() gives them.
Variables template_variables(const Environment& environment);

}  // namespace tagwarden
