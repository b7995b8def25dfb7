// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/system/start_pages.h"

#include <sys/mman.h>

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "adapters/system/files.h"
#include "base/text.h"

namespace tagwarden {

namespace {

constexpr std::size_t max_mappings_size = std::size_t{4} * 1024 * 1024;

/// Addresses of this process.
struct Mapping {
    std::uintptr_t begin = 0;
    std::uintptr_t end = 0;
};

std::uintptr_t address(std::string_view hex)
{
    std::uintptr_t value = 0;
    std::from_chars(hex.data(), hex.data() + hex.size(), value, 16);
    return value;
}

/// Of "7f2a38000000-7f2a38021000 r-xp 00026000 08:01 1234   /usr/lib/libc.so.6", where it is code, or the tables of
/// names in front of it with which a file begins. Anything else that is only read now may have been written before:
/// what the loader relocated is protected, too.
std::optional<Mapping> code_in(std::string_view line)
{
    const auto fields = split(line, ' ');
    if (fields.size() < 5) return std::nullopt;
    const bool code = fields[1] == "r-xp" || (fields[1] == "r--p" && fields[2] == "00000000");
    const bool of_a_file = fields[4] != "0";
    const auto dash = fields[0].find('-');
    if (!code || !of_a_file || dash == std::string_view::npos) return std::nullopt;
    return Mapping{address(fields[0].substr(0, dash)), address(fields[0].substr(dash + 1))};
}

void give_back(const Mapping& mapping)
{
    auto* pages = reinterpret_cast<void*>(mapping.begin);  // NOLINT(performance-no-int-to-ptr): it is one, as text
    madvise(pages, mapping.end - mapping.begin, MADV_DONTNEED);
}

}  // namespace

void give_back_start_pages()
{
    const auto mappings = read_file("/proc/self/maps", max_mappings_size);
    if (!mappings) return;
    for (const auto line : split(*mappings, '\n'))
        if (const auto code = code_in(line)) give_back(*code);
}

}  // namespace tagwarden
