// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/system/files.h"

#include <fcntl.h>
#include <fmt/format.h>

#include <array>
#include <cerrno>
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
