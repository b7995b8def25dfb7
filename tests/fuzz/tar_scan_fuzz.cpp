// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

// A file that is read as an archive of images: tar, plain or compressed.

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <array>

#include "adapters/layout/tar_scan.h"
#include "base/file_descriptor.h"
#include "tests/fuzz/fuzz.h"

namespace tagwarden::fuzz {

namespace {

/// A file in memory that has a path.
FileDescriptor file_of(std::string_view text)
{
    FileDescriptor file(memfd_create("archive", MFD_CLOEXEC));
    require(file.is_open());
    require(write(file.number(), text.data(), text.size()) == static_cast<ssize_t>(text.size()));
    return file;
}

}  // namespace

void one_input(std::string_view text)
{
    const auto file = file_of(text);
    auto scan = TarScan::open("/proc/self/fd/" + std::to_string(file.number()));
    if (!scan) return;
    std::int64_t left = std::int64_t{4} * 1024 * 1024;
    std::array<char, 4096> piece{};
    while (left > 0) {
        const auto more = scan->next();
        if (!more || !*more) return;
        const auto path = scan->path();
        require(!path.starts_with("./") && (path.size() < 2 || !path.ends_with('/')));
        require(!scan->is_file() || scan->size() >= 0);
        static_cast<void>(scan->link());
        left -= 512;
        while (left > 0) {
            const auto got = scan->read(piece);
            if (!got) return;
            if (*got == 0) break;
            left -= static_cast<std::int64_t>(*got);
        }
    }
}

}  // namespace tagwarden::fuzz
