// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <malloc.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <string>

#include "ports/registry.h"
#include "tests/support/nginx.h"

namespace tagwarden::tests {

constexpr std::int64_t large_size = 100'000'000;

/// The URL of a file of large_size bytes at a site that serves "root $arg_folder".
inline std::string large_file(const Nginx& site)
{
    std::ofstream(site.folder() + "/large").close();
    std::filesystem::resize_file(site.folder() + "/large", large_size);
    return site.url("/large?folder=" + site.folder());
}

/// What came of reading a stream to its end in small pieces.
struct SlowReading {
    std::int64_t bytes = 0;
    long memory = 0;  ///< the most that the heap grew meanwhile
};

inline long heap()
{
    const auto now = mallinfo2();
    return static_cast<long>(now.uordblks + now.hblkhd);
}

inline SlowReading read_slowly(ByteStream& stream)
{
    SlowReading reading;
    const auto before = heap();
    for (std::array<char, 10'000> piece{}; const auto got = stream.read(piece).value();) {
        reading.bytes += static_cast<std::int64_t>(got);
        reading.memory = std::max(reading.memory, heap() - before);
    }
    return reading;
}

}  // namespace tagwarden::tests
