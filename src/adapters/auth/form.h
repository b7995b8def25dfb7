// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <string_view>

namespace tagwarden {

/// "name=value" for the query of a URL and for a form (RFC 3986, 2.1): of the value only letters, digits and "-._~"
/// stay as they are.
std::string form_pair(std::string_view name, std::string_view value);

}  // namespace tagwarden
