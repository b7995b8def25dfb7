// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/system/files.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
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

constexpr mode_t for_everyone = 0666;  // less what the user's umask takes away

}  // namespace

Result<std::string> read_file(const std::filesystem::path& path, std::size_t limit)
{
    const FileDescriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file.is_open()) return cannot_read(path, errno);
    std::string content;
    struct stat there{};
    if (fstat(file.number(), &there) == 0 && S_ISREG(there.st_mode))
        content.reserve(std::min(static_cast<std::size_t>(there.st_size), limit));
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

namespace {

/// Written beside its name, and renamed when it is finished.
class PassingFile final : public OutputFile {
public:
    explicit PassingFile(const std::filesystem::path& path) : path_(path) {}
    PassingFile(const PassingFile&) = delete;
    PassingFile& operator=(const PassingFile&) = delete;
    ~PassingFile() override
    {
        std::error_code none;
        if (!passing_.empty()) std::filesystem::remove(passing_, none);
    }

    Result<void> open()
    {
        struct stat there{};
        const bool exists = lstat(path_.c_str(), &there) == 0;
        // What a link leads to is not ours to replace (/dev/stdout is one), and a pipe or a terminal cannot be.
        if (exists && !S_ISREG(there.st_mode)) return open_as(path_, O_TRUNC);
        auto passing = path_;
        passing += fmt::format(".{}.new", getpid());
        if (auto opened = open_as(passing, O_EXCL | O_NOFOLLOW); !opened) return opened;
        passing_ = std::move(passing);
        if (exists && fchmod(file_.number(), there.st_mode & 07777U) != 0) return cannot_write(path_, errno);
        return {};
    }

    Result<void> write(std::string_view piece) override { return write_all(file_, path_, piece); }

    Result<void> finish() override
    {
        if (!passing_.empty() && rename(passing_.c_str(), path_.c_str()) != 0) return cannot_write(path_, errno);
        passing_.clear();
        return {};
    }

private:
    Result<void> open_as(const std::filesystem::path& name, int how)
    {
        file_ = FileDescriptor(::open(name.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | how, for_everyone));
        if (!file_.is_open()) return cannot_write(path_, errno);
        return {};
    }

    std::filesystem::path path_;     ///< what goes wrong is told of the name that a user knows the file by
    std::filesystem::path passing_;  ///< empty once there is nothing to take away
    FileDescriptor file_;
};

}  // namespace

Result<std::unique_ptr<OutputFile>> new_file(const std::filesystem::path& path)
{
    auto file = std::make_unique<PassingFile>(path);
    if (auto opened = file->open(); !opened) return fail(opened.error());
    return file;
}

Result<void> replace_file(const std::filesystem::path& path, std::string_view text)
{
    const auto file = new_file(path);
    if (!file) return fail(file.error());
    if (auto written = (*file)->write(text); !written) return written;
    return (*file)->finish();
}

Result<void> append_to_file(const std::filesystem::path& path, std::string_view text)
{
    const FileDescriptor file(open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | O_APPEND, for_everyone));
    if (!file.is_open()) return cannot_write(path, errno);
    return write_all(file, path, text);
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
