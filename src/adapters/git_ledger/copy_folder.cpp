// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/git_ledger/copy_folder.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>

#include <cerrno>
#include <chrono>
#include <system_error>
#include <thread>
#include <utility>

#include "base/text.h"

namespace tagwarden {

namespace {

namespace fs = std::filesystem;

FileDescriptor open_lock(const fs::path& folder)
{
    return FileDescriptor(::open((folder / "lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
}

std::unexpected<Error> cannot(std::string_view what, const fs::path& folder, int code)
{
    return fail(ErrorKind::local,
                fmt::format("cannot {} the folder {} for a copy of the ledger: {}", what, printable(folder.string()),
                            std::generic_category().message(code)),
                "make room there, or give the right to write there");
}

}  // namespace

Result<CopyFolder> CopyFolder::open(const fs::path& wanted)
{
    std::error_code code;
    if (!wanted.empty()) {
        fs::create_directories(wanted, code);
        if (open_lock(wanted).is_open()) return CopyFolder(wanted, false);
    }
    auto pattern = (fs::temp_directory_path(code) / "tagwarden-ledger-XXXXXX").string();
    if (code || mkdtemp(pattern.data()) == nullptr) return cannot("make", pattern, code ? code.value() : errno);
    return CopyFolder(pattern, true);
}

CopyFolder::~CopyFolder()
{
    std::error_code ignored;
    if (temporary_) fs::remove_all(path_, ignored);
}

CopyFolder::CopyFolder(CopyFolder&& other) noexcept
    : path_(std::move(other.path_)), temporary_(std::exchange(other.temporary_, false))
{
}

Result<FileDescriptor> CopyFolder::lock() const
{
    constexpr auto patience = std::chrono::seconds(60);
    constexpr auto piece = std::chrono::milliseconds(20);
    auto lock = open_lock(path_);
    if (!lock.is_open()) return cannot("open", path_, errno);
    const auto end = std::chrono::steady_clock::now() + patience;
    while (flock(lock.number(), LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK && errno != EINTR) return cannot("lock", path_, errno);
        if (std::chrono::steady_clock::now() >= end)
            return fail(
                ErrorKind::busy,
                fmt::format("another process has used {} for {} s", printable(path_.string()), patience.count()),
                "look which one hangs, then try again");
        std::this_thread::sleep_for(piece);
    }
    return lock;
}

}  // namespace tagwarden
