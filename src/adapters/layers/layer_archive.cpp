// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/layers/layer_archive.h"

#include <archive_entry.h>
#include <fmt/format.h>

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
    : bytes_(new UnpackedLayer(std::move(bytes))), reader_(std::unique_ptr<ByteStream>(bytes_))
{
    archive_read_support_format_tar(reader_.get());
    archive_read_support_format_empty(reader_.get());
}

std::unexpected<Error> LayerArchive::failure()
{
    return reader_.failure("the layer is not a tar file, plain or in gzip or zstd");
}

Result<void> LayerArchive::check_whole() const
{
    if (const auto size = bytes_->size(); size && content_end_ > *size)
        return fail(
            ErrorKind::malformed,
            fmt::format("the layer ends inside a file: {} bytes, at least {} were announced", *size, content_end_),
            "a layer that is damaged must be built and pushed again");
    return {};
}

Result<std::optional<NamedEntry>> LayerArchive::next()
{
    if (!reader_.open()) return failure();
    archive_entry* entry = nullptr;
    const int answer = archive_read_next_header(reader_.get(), &entry);
    if (answer == ARCHIVE_EOF) {
        if (auto whole = check_whole(); !whole) return fail(whole.error());
        return std::nullopt;
    }
    // A warning is about names in another character set or attributes we do not use.
    if (answer != ARCHIVE_OK && answer != ARCHIVE_WARN) return failure();
    // A sparse file takes fewer bytes than its size says; libarchive itself finds where it is cut.
    const auto stored = archive_entry_sparse_count(entry) > 0 ? 0 : archive_entry_size(entry);
    content_end_ = archive_filter_bytes(reader_.get(), 0) + stored;
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
    if (auto drained = reader_.drain(); !drained) return drained;
    return check_whole();
}

}  // namespace tagwarden
