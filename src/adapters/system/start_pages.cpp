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

/// Of "7f2a38000000-7f2a38021000 r-xp 00026000 08:01 1234   /usr/lib/libc.so.6"; nothing where it may be written, or
/// others would notice, or there is no file.
std::optional<Mapping> mapping_of_file(std::string_view line)
{
    const auto fields = split(line, ' ');
    if (fields.size() < 5) return std::nullopt;
    const auto rights = fields[1];
    const bool only_read = rights.size() == 4 && rights[1] == '-' && rights[3] == 'p';
    const auto dash = fields[0].find('-');
    if (!only_read || fields[4] == "0" || dash == std::string_view::npos) return std::nullopt;
    return Mapping{address(fields[0].substr(0, dash)), address(fields[0].substr(dash + 1))};
}

void give_back(const Mapping& mapping)
{
    auto* pages = reinterpret_cast<void*>(mapping.begin);  // NOLINT(performance-no-int-to-ptr): it is one, as text
    madvise(pages, mapping.end - mapping.begin, MADV_DONTNEED);
}

}  // namespace

// What was written into a private mapping of a file is anonymous memory from then on, here or swapped out.
void give_back_start_pages()
{
    const auto mappings = read_file("/proc/self/smaps", max_mappings_size);
    if (!mappings) return;
    std::optional<Mapping> mapping;
    bool written_here = true;
    for (const auto line : split(*mappings, '\n')) {
        const auto key = line.substr(0, line.find(' '));
        const bool none = trim(line.substr(key.size())) == "0 kB";
        if (!key.ends_with(':')) {
            mapping = mapping_of_file(line);
            written_here = true;
        } else if (key == "Anonymous:") {
            written_here = !none;
        } else if (key == "Swap:" && mapping && !written_here && none) {
            give_back(*mapping);
        }
    }
}

}  // namespace tagwarden
