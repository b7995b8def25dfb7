// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/reference.h"
#include "tests/fuzz/fuzz.h"

namespace tagwarden::fuzz {

void one_input(std::string_view text)
{
    const auto reference = Reference::parse(text);
    if (reference) require(Reference::parse(reference->str()) == *reference);
}

}  // namespace tagwarden::fuzz
