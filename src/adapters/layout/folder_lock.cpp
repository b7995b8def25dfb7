// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/layout/folder_lock.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>

#include <cerrno>
#include <thread>

#include "adapters/layout/file_error.h"

namespace tagwarden {

Result<FolderLock> FolderLock::acquire(const std::filesystem::path& folder, std::chrono::milliseconds patience)
{
    FileDescriptor opened(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!opened.is_open()) return file_error("open", folder, errno);
    constexpr auto piece = std::chrono::milliseconds(20);
    const auto end = std::chrono::steady_clock::now() + patience;
    while (flock(opened.number(), LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK && errno != EINTR) return file_error("lock", folder, errno);
        if (std::chrono::steady_clock::now() >= end)
            return fail(ErrorKind::busy,
                        fmt::format("another writer has had the folder '{}' locked for {} s", folder.string(),
                                    std::chrono::duration_cast<std::chrono::seconds>(patience).count()),
                        "look who writes there and hangs, then try again");
        std::this_thread::sleep_for(piece);
    }
    return FolderLock(std::move(opened));
}

}  // namespace tagwarden
