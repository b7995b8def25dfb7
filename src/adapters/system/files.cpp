// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/system/files.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <system_error>

#include "base/file_descriptor.h"
#include "base/text.h"

namespace tagwarden {

namespace {

std::string shown(const std::filesystem::path& path)
{
    return printable(path.string());
}

std::unexpected<Error> cannot_read(const std::filesystem::path& path, int problem)
{
    if (problem == ENOENT || problem == ENOTDIR)
        return fail(ErrorKind::not_found, fmt::format("the file '{}' does not exist", shown(path)),
                    "check the path; relative paths begin at the current folder");
    return fail(ErrorKind::local,
                fmt::format("the file '{}' cannot be read: {}", shown(path), std::generic_category().message(problem)),
                "check its permissions and that it is a file");
}

std::unexpected<Error> cannot_write(const std::filesystem::path& path, int problem)
{
    return fail(
        ErrorKind::local,
        fmt::format("the file '{}' cannot be written: {}", shown(path), std::generic_category().message(problem)),
        "check that its folder exists and may be written to, and that the disk is not full");
}

Result<void> write_all(const FileDescriptor& file, const std::filesystem::path& path, std::string_view text)
{
    while (!text.empty()) {
        const auto count = write(file.number(), text.data(), text.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return cannot_write(path, errno);
        text.remove_prefix(static_cast<std::size_t>(count));
    }
    return {};
}

/// What goes wrong is told of the name that a user knows the file by.
Result<void> write_file(const std::filesystem::path& path, int how, std::string_view text,
                        const std::filesystem::path& known_as)
{
    constexpr mode_t for_everyone = 0666;  // less what the user's umask takes away
    const FileDescriptor file(open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | how, for_everyone));
    if (!file.is_open()) return cannot_write(known_as, errno);
    return write_all(file, known_as, text);
}

}  // namespace

Result<std::string> read_file(const std::filesystem::path& path, std::size_t limit)
{
    const FileDescriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file.is_open()) return cannot_read(path, errno);
    std::string content;
    std::array<char, 65536> buffer;
    while (true) {
        const auto count = read(file.number(), buffer.data(), buffer.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return cannot_read(path, errno);
        if (count == 0) return content;
        content.append(buffer.data(), static_cast<std::size_t>(count));
        if (content.size() > limit)
            return fail(ErrorKind::malformed,
                        fmt::format("the file '{}' has more than the {} bytes that are read", shown(path), limit),
                        "check that it is the right file");
    }
}

Result<void> replace_file(const std::filesystem::path& path, std::string_view text)
{
    struct stat there{};
    const bool exists = lstat(path.c_str(), &there) == 0;
    // What a link leads to is not ours to replace (/dev/stdout is one), and a pipe or a terminal cannot be.
    if (exists && !S_ISREG(there.st_mode)) return write_file(path, O_TRUNC, text, path);
    auto passing = path;
    passing += fmt::format(".{}.new", getpid());
    auto written = write_file(passing, O_EXCL | O_NOFOLLOW, text, path);
    if (written && exists && chmod(passing.c_str(), there.st_mode & 07777U) != 0) written = cannot_write(path, errno);
    if (written && rename(passing.c_str(), path.c_str()) != 0) written = cannot_write(path, errno);
    std::error_code none;
    if (!written) std::filesystem::remove(passing, none);
    return written;
}

Result<void> append_to_file(const std::filesystem::path& path, std::string_view text)
{
    return write_file(path, O_APPEND, text, path);
}

Result<std::optional<std::filesystem::path>> find_upwards(const std::filesystem::path& folder, const std::string& name)
{
    std::error_code problem;
    auto here = std::filesystem::absolute(folder, problem).lexically_normal();
    if (problem)
        return fail(ErrorKind::local,
                    fmt::format("the folder '{}' has no absolute path: {}", shown(folder), problem.message()),
                    "check that the current folder still exists");
    while (true) {
        // A folder that must not be entered holds nothing for us: go on above it.
        if (auto candidate = here / name; std::filesystem::is_regular_file(candidate, problem)) return candidate;
        const auto above = here.parent_path();
        if (above == here) return std::nullopt;
        here = above;
    }
}

}  // namespace tagwarden
