// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/adapters/layers/tar_file.h"

#include <archive_entry.h>

#include <clocale>
#include <memory>

namespace tagwarden::tests {

namespace {

using Writer = std::unique_ptr<archive, decltype(&archive_write_free)>;
using Entry = std::unique_ptr<archive_entry, decltype(&archive_entry_free)>;

la_ssize_t append(archive*, void* to, const void* bytes, std::size_t count)
{
    static_cast<std::string*>(to)->append(static_cast<const char*>(bytes), count);
    return static_cast<la_ssize_t>(count);
}

void add(archive* writer, const TarEntry& what)
{
    const Entry entry(archive_entry_new(), archive_entry_free);
    archive_entry_update_pathname_utf8(entry.get(), what.path.c_str());
    archive_entry_set_perm(entry.get(), 0755);
    switch (what.type) {
        case TarEntry::Type::file:
            archive_entry_set_filetype(entry.get(), AE_IFREG);
            archive_entry_set_size(entry.get(), static_cast<la_int64_t>(what.content.size()));
            break;
        case TarEntry::Type::folder: archive_entry_set_filetype(entry.get(), AE_IFDIR); break;
        case TarEntry::Type::device: archive_entry_set_filetype(entry.get(), AE_IFCHR); break;
        case TarEntry::Type::symbolic_link:
            archive_entry_set_filetype(entry.get(), AE_IFLNK);
            archive_entry_update_symlink_utf8(entry.get(), what.content.c_str());
            break;
        case TarEntry::Type::hard_link:
            archive_entry_set_filetype(entry.get(), AE_IFREG);
            archive_entry_update_hardlink_utf8(entry.get(), what.content.c_str());
            break;
    }
    archive_write_header(writer, entry.get());
    if (what.type == TarEntry::Type::file) archive_write_data(writer, what.content.data(), what.content.size());
}

}  // namespace

std::string tar(const std::vector<TarEntry>& entries, int format)
{
    // Writing needs a locale that knows the characters; reading, which is what is tested, must not.
    setlocale(LC_CTYPE, "C.UTF-8");
    std::string bytes;
    const Writer writer(archive_write_new(), archive_write_free);
    archive_write_set_format(writer.get(), format);
    archive_write_open(writer.get(), &bytes, nullptr, append, nullptr);
    for (const auto& entry : entries) add(writer.get(), entry);
    archive_write_close(writer.get());
    setlocale(LC_CTYPE, "C");
    return bytes;
}

std::string compressed(const std::string& bytes, Compression how)
{
    if (how == Compression::none) return bytes;
    std::string packed;
    const Writer writer(archive_write_new(), archive_write_free);
    archive_write_set_format_raw(writer.get());
    if (how == Compression::gzip) archive_write_add_filter_gzip(writer.get());
    if (how == Compression::zstd) archive_write_add_filter_zstd(writer.get());
    archive_write_set_bytes_in_last_block(writer.get(), 1);
    archive_write_open(writer.get(), &packed, nullptr, append, nullptr);
    add(writer.get(), file("raw", bytes));
    archive_write_close(writer.get());
    return packed;
}

}  // namespace tagwarden::tests
