// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/layout/folder_source.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include <cerrno>

#include "adapters/layout/file_error.h"
#include "base/file_descriptor.h"

namespace tagwarden {

namespace {

class FileStream final : public ByteStream {
public:
    FileStream(FileDescriptor file, std::filesystem::path path) : file_(std::move(file)), path_(std::move(path)) {}

    Result<std::size_t> read(std::span<char> into) override
    {
        while (true) {
            const auto size = ::read(file_.number(), into.data(), into.size());
            if (size >= 0) return static_cast<std::size_t>(size);
            if (errno != EINTR) return file_error("read", path_, errno);
        }
    }

    Result<void> rewind(std::int64_t offset) override
    {
        if (lseek(file_.number(), offset, SEEK_SET) < 0) return file_error("read", path_, errno);
        return {};
    }

private:
    FileDescriptor file_;
    std::filesystem::path path_;
};

}  // namespace

std::string FolderSource::name() const
{
    return fmt::format("layout '{}'", folder_.string());
}

Result<std::optional<std::int64_t>> FolderSource::size_of(const std::string& path)
{
    struct stat facts{};
    const auto file = folder_ / path;
    if (stat(file.c_str(), &facts) != 0) {
        if (errno == ENOENT || errno == ENOTDIR) return std::nullopt;
        return file_error("look at", file, errno);
    }
    if (!S_ISREG(facts.st_mode))
        return fail(ErrorKind::malformed, fmt::format("'{}' is no file", file.string()),
                    "look at what lies there: in an OCI layout it is a file, or nothing");
    return facts.st_size;
}

Result<std::unique_ptr<ByteStream>> FolderSource::open(const std::string& path)
{
    const auto file = folder_ / path;
    FileDescriptor opened(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
    if (!opened.is_open()) return file_error("open", file, errno);
    return std::make_unique<FileStream>(std::move(opened), file);
}

}  // namespace tagwarden
