// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <yaml-cpp/yaml.h>

#include <string>
#include <vector>

namespace tagwarden {

/// Where each document of a text begins; none in a text that says nothing. Throws YAML::ParserException where the text
/// is not YAML. YAML::LoadAll() is not for us: behind a ',' that is in no list it never ends, and takes all memory
/// (jbeder/yaml-cpp#1040).
std::vector<YAML::Mark> document_starts(const std::string& text);

}  // namespace tagwarden
