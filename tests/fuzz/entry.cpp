// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include <cstddef>
#include <cstdint>

#include "tests/fuzz/fuzz.h"

/// What libFuzzer and replay.cpp call.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    tagwarden::fuzz::one_input({reinterpret_cast<const char*>(data), size});
    return 0;
}
