// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/tar_builder.h"

#include <archive.h>
#include <archive_entry.h>

#include <memory>
#include <stdexcept>

namespace tagwarden::tests {

namespace {

la_ssize_t append(archive*, void* out, const void* bytes, std::size_t size)
{
    static_cast<std::string*>(out)->append(static_cast<const char*>(bytes), size);
    return static_cast<la_ssize_t>(size);
}

void check(archive* written, int answer)
{
    if (answer != ARCHIVE_OK) throw std::runtime_error(archive_error_string(written));
}

struct Free {
    void operator()(archive* written) const { archive_write_free(written); }
    void operator()(archive_entry* entry) const { archive_entry_free(entry); }
};
using Archive = std::unique_ptr<archive, Free>;
using Entry = std::unique_ptr<archive_entry, Free>;

Entry header_of(const TarEntry& entry)
{
    Entry header(archive_entry_new());
    archive_entry_set_pathname(header.get(), entry.path.c_str());
    archive_entry_set_perm(header.get(), entry.kind == TarEntry::Kind::folder ? 0755 : 0644);
    archive_entry_set_mtime(header.get(), 0, 0);
    switch (entry.kind) {
        case TarEntry::Kind::file:
            archive_entry_set_filetype(header.get(), AE_IFREG);
            archive_entry_set_size(header.get(), static_cast<la_int64_t>(entry.content.size()));
            break;
        case TarEntry::Kind::symlink:
            archive_entry_set_filetype(header.get(), AE_IFLNK);
            archive_entry_set_symlink(header.get(), entry.content.c_str());
            break;
        case TarEntry::Kind::hardlink:
            archive_entry_set_filetype(header.get(), AE_IFREG);
            archive_entry_set_hardlink(header.get(), entry.content.c_str());
            break;
        case TarEntry::Kind::folder: archive_entry_set_filetype(header.get(), AE_IFDIR); break;
    }
    return header;
}

void write(archive* written, const TarEntry& entry)
{
    check(written, archive_write_header(written, header_of(entry).get()));
    if (entry.kind == TarEntry::Kind::file) archive_write_data(written, entry.content.data(), entry.content.size());
}

}  // namespace

std::string tar_of(const std::vector<TarEntry>& entries)
{
    std::string bytes;
    const Archive written(archive_write_new());
    check(written.get(), archive_write_set_format_pax_restricted(written.get()));
    check(written.get(), archive_write_open(written.get(), &bytes, nullptr, append, nullptr));
    for (const auto& entry : entries) write(written.get(), entry);
    check(written.get(), archive_write_close(written.get()));
    return bytes;
}

std::string compressed(const std::string& bytes, Compression compression)
{
    if (compression == Compression::none) return bytes;
    std::string packed;
    const Archive written(archive_write_new());
    check(written.get(), archive_write_set_format_raw(written.get()));
    if (compression == Compression::gzip) {
        check(written.get(), archive_write_add_filter_gzip(written.get()));
        check(written.get(), archive_write_set_options(written.get(), "gzip:!timestamp"));
    } else {
        check(written.get(), archive_write_add_filter_zstd(written.get()));
    }
    // Without padding: a compressed layer is not a tape.
    check(written.get(), archive_write_set_bytes_in_last_block(written.get(), 1));
    check(written.get(), archive_write_open(written.get(), &packed, nullptr, append, nullptr));
    write(written.get(), {TarEntry::Kind::file, "raw", bytes});
    check(written.get(), archive_write_close(written.get()));
    return packed;
}

}  // namespace tagwarden::tests
