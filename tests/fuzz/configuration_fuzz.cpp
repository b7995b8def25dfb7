// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/yaml/yaml_configuration.h"
#include "tests/fuzz/fuzz.h"

namespace tagwarden::fuzz {

void one_input(std::string_view text)
{
    const auto configuration = parse_configuration(text, "tagwarden.yaml");
    if (configuration) {
        require(!configuration->product.empty() && !configuration->images.empty());
        for (const auto& image : configuration->images) require(!image.variants.empty());
    } else {
        require(configuration.error().message.starts_with("tagwarden.yaml:"));
    }
}

}  // namespace tagwarden::fuzz
