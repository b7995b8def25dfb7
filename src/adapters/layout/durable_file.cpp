// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/layout/durable_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <ctime>
#include <vector>

#include "adapters/layout/file_error.h"

namespace tagwarden {

namespace {

constexpr std::string_view passing_prefix = ".incoming-";

/// A new name is durable only once its folder is.
Result<void> sync_folder(const std::filesystem::path& folder)
{
    const FileDescriptor opened(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!opened.is_open() || fsync(opened.number()) != 0) return file_error("write", folder, errno);
    return {};
}

bool is_abandoned(const std::filesystem::path& path)
{
    constexpr time_t young = 60;
    const FileDescriptor opened(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
    struct stat status{};
    if (!opened.is_open() || fstat(opened.number(), &status) != 0) return false;
    return time(nullptr) - status.st_mtime > young && flock(opened.number(), LOCK_EX | LOCK_NB) == 0;
}

}  // namespace

Result<DurableFile> DurableFile::create(const std::filesystem::path& folder)
{
    static std::atomic<unsigned> counter = 0;
    while (true) {
        auto path = folder / fmt::format("{}{}-{}", passing_prefix, getpid(), ++counter);
        // Not mkstemp: others must be able to read a layout, as the umask allows.
        FileDescriptor file(open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
        // Where a file system has no locks, nothing tells that the file is in use, and nothing is tidied either.
        if (file.is_open()) flock(file.number(), LOCK_EX | LOCK_NB);
        if (file.is_open()) return DurableFile(std::move(file), std::move(path));
        if (errno != EEXIST && errno != EINTR) return file_error("create", path, errno);
    }
}

void DurableFile::remove_abandoned(const std::filesystem::path& folder)
{
    std::error_code problem;
    std::vector<std::filesystem::path> abandoned;
    for (std::filesystem::directory_iterator at(folder, problem), end; !problem && at != end; at.increment(problem))
        if (is_passing_name(at->path()) && is_abandoned(at->path())) abandoned.push_back(at->path());
    for (const auto& path : abandoned) unlink(path.c_str());
}

DurableFile::~DurableFile()
{
    if (file_.is_open() && !path_.empty()) unlink(path_.c_str());
}

Result<void> DurableFile::write(std::string_view bytes)
{
    while (!bytes.empty()) {
        const auto size = ::write(file_.number(), bytes.data(), bytes.size());
        if (size < 0 && errno == EINTR) continue;
        if (size < 0) return file_error("write", path_, errno);
        bytes.remove_prefix(static_cast<std::size_t>(size));
    }
    return {};
}

Result<void> DurableFile::publish(const std::filesystem::path& name)
{
    if (fsync(file_.number()) != 0) return file_error("write", path_, errno);
    if (std::rename(path_.c_str(), name.c_str()) != 0) return file_error("write", name, errno);
    path_.clear();
    return sync_folder(name.parent_path());
}

bool DurableFile::is_passing_name(const std::filesystem::path& name)
{
    return name.filename().string().starts_with(passing_prefix);
}

Result<void> write_durably(const std::filesystem::path& name, std::string_view text)
{
    auto file = DurableFile::create(name.parent_path());
    if (!file) return fail(file.error());
    if (const auto written = file->write(text); !written) return written;
    return file->publish(name);
}

}  // namespace tagwarden
