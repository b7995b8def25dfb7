// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/layers/layer_archive.h"

#include <archive_entry.h>
#include <fmt/format.h>

#include <cerrno>

#include "adapters/layers/layer_path.h"
#include "base/text.h"

namespace tagwarden {

namespace {

/// UTF-8 first: whether a name in a pax header has another form depends on the locale. A name in a plain header may
/// have no UTF-8 form; it is given as it is.
std::string text_of(const char* utf8, const char* raw)
{
    if (utf8 != nullptr) return utf8;
    return raw == nullptr ? "" : raw;
}

LayerEntry entry_of(archive_entry* entry)
{
    const auto hard_link = text_of(archive_entry_hardlink_utf8(entry), archive_entry_hardlink(entry));
    if (!hard_link.empty()) return {LayerEntry::Type::hard_link, layer_path(hard_link)};
    switch (archive_entry_filetype(entry)) {
        case AE_IFREG: return {LayerEntry::Type::file, ""};
        case AE_IFDIR: return {LayerEntry::Type::folder, ""};
        case AE_IFLNK:
            return {LayerEntry::Type::symbolic_link,
                    text_of(archive_entry_symlink_utf8(entry), archive_entry_symlink(entry))};
        default: return {LayerEntry::Type::other, ""};
    }
}

}  // namespace

LayerArchive::LayerArchive(std::unique_ptr<ByteStream> bytes)
    : source_(new Source{std::move(bytes), {}, {}}), reader_(archive_read_new())
{
    archive_read_support_filter_gzip(reader_.get());
    archive_read_support_filter_zstd(reader_.get());
    archive_read_support_format_tar(reader_.get());
    archive_read_support_format_empty(reader_.get());
}

la_ssize_t LayerArchive::give_bytes(archive* reader, void* data, const void** bytes)
{
    auto& source = *static_cast<Source*>(data);
    auto count = source.bytes->read(source.buffer);
    *bytes = source.buffer.data();
    if (count) return static_cast<la_ssize_t>(*count);
    source.error = std::move(count.error());
    archive_set_error(reader, EIO, "the bytes of the layer cannot be read");
    return -1;
}

std::unexpected<Error> LayerArchive::failure()
{
    // Where the bytes came wrong, that is what is wrong; the archive is blamed only for the right ones.
    if (auto ended = finish(); !ended) return fail(ended.error());
    const char* text = archive_error_string(reader_.get());
    return fail(ErrorKind::malformed,
                fmt::format("the layer is not a tar file, plain or in gzip or zstd: {}",
                            text == nullptr ? "its bytes make no sense" : printable(text)),
                "look at it with 'tar --list'; a layer that is damaged must be built and pushed again");
}

Result<void> LayerArchive::open()
{
    if (is_open_) return {};
    is_open_ = true;
    if (archive_read_open(reader_.get(), source_.get(), nullptr, give_bytes, nullptr) < ARCHIVE_WARN) return failure();
    return {};
}

Result<std::optional<NamedEntry>> LayerArchive::next()
{
    if (auto opened = open(); !opened) return fail(opened.error());
    archive_entry* entry = nullptr;
    const int answer = archive_read_next_header(reader_.get(), &entry);
    if (answer == ARCHIVE_EOF) return std::nullopt;
    // A warning is about names in another character set or attributes we do not use.
    if (answer != ARCHIVE_OK && answer != ARCHIVE_WARN) return failure();
    const auto name = text_of(archive_entry_pathname_utf8(entry), archive_entry_pathname(entry));
    return NamedEntry{layer_path(name), entry_of(entry)};
}

Result<std::size_t> LayerArchive::read(std::span<char> into)
{
    const auto count = archive_read_data(reader_.get(), into.data(), into.size());
    if (count < 0) return failure();
    return static_cast<std::size_t>(count);
}

Result<void> LayerArchive::finish()
{
    // libarchive looks for more behind the end of a tar file and keeps to itself that it failed.
    if (source_->error) return fail(*source_->error);
    while (true) {
        const auto count = source_->bytes->read(source_->buffer);
        if (!count) return fail(count.error());
        if (*count == 0) return {};
    }
}

}  // namespace tagwarden
