// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/layout/tar_scan.h"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>

#include "adapters/layout/file_error.h"
#include "base/text.h"

namespace tagwarden {

namespace {

std::string plain(const std::filesystem::path& path)
{
    auto text = path.lexically_normal().generic_string();
    while (text.ends_with('/')) text.pop_back();
    return text;
}

std::string text_of(const char* text)
{
    return text == nullptr ? "" : text;
}

}  // namespace

void TarScan::Close::operator()(archive* opened) const
{
    archive_read_free(opened);
}

TarScan::TarScan(std::unique_ptr<archive, Close> opened, std::filesystem::path file)
    : archive_(std::move(opened)), file_(std::move(file))
{
}

Result<TarScan> TarScan::open(const std::filesystem::path& file)
{
    TarScan scan({archive_read_new(), {}}, file);
    auto* opened = scan.archive_.get();
    // Named one by one: "all" has filters that run other programs.
    archive_read_support_filter_gzip(opened);
    archive_read_support_filter_bzip2(opened);
    archive_read_support_filter_xz(opened);
    archive_read_support_filter_zstd(opened);
    archive_read_support_format_tar(opened);
    constexpr std::size_t block = 131072;
    if (archive_read_open_filename(opened, file.c_str(), block) == ARCHIVE_OK) return scan;
    if (std::error_code ignored; std::filesystem::is_regular_file(file, ignored)) return scan.damaged();
    return file_error("read", file, archive_errno(opened));
}

std::unexpected<Error> TarScan::damaged() const
{
    return fail(ErrorKind::malformed, fmt::format("'{}' is not a tar file that can be read: {}", file_.string(),
                                                  printable(text_of(archive_error_string(archive_.get())))));
}

Result<bool> TarScan::next()
{
    const int answer = archive_read_next_header(archive_.get(), &entry_);
    if (answer == ARCHIVE_EOF) return false;
    if (answer != ARCHIVE_OK && answer != ARCHIVE_WARN) return damaged();
    return true;
}

std::string TarScan::path() const
{
    return plain(text_of(archive_entry_pathname(entry_)));
}

bool TarScan::is_file() const
{
    return archive_entry_filetype(entry_) == AE_IFREG && archive_entry_hardlink(entry_) == nullptr;
}

std::int64_t TarScan::size() const
{
    return archive_entry_size(entry_);
}

std::string TarScan::link() const
{
    if (const auto* target = archive_entry_hardlink(entry_)) return plain(target);
    if (const auto* target = archive_entry_symlink(entry_))
        return plain(std::filesystem::path(path()).parent_path() / target);
    return "";
}

Result<std::size_t> TarScan::read(std::span<char> into)
{
    const auto size = archive_read_data(archive_.get(), into.data(), into.size());
    if (size < 0) return damaged();
    return static_cast<std::size_t>(size);
}

}  // namespace tagwarden
