// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/layout/folder_lock.h"

#include <fcntl.h>
#include <sys/file.h>

#include <cerrno>

#include "adapters/layout/file_error.h"

namespace tagwarden {

Result<FolderLock> FolderLock::acquire(const std::filesystem::path& folder)
{
    FileDescriptor opened(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!opened.is_open()) return file_error("open", folder, errno);
    while (flock(opened.number(), LOCK_EX) != 0)
        if (errno != EINTR) return file_error("lock", folder, errno);
    return FolderLock(std::move(opened));
}

}  // namespace tagwarden
