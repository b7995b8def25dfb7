// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/oci/warning_header.h"
#include "base/text.h"
#include "tests/fuzz/fuzz.h"

namespace tagwarden::fuzz {

void one_input(std::string_view text)
{
    std::size_t size = 0;
    for (const auto& warning : registry_warnings(text)) {
        require(printable(warning) == warning);
        size += warning.size();
    }
    require(size <= text.size());
}

}  // namespace tagwarden::fuzz
