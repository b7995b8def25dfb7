// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/layers/unpacked_layer.h"

#include <algorithm>

namespace tagwarden {

namespace {

constexpr std::string_view not_unpacked = "the layer cannot be unpacked";
constexpr std::int64_t tar_record = 512;

}  // namespace

UnpackedLayer::UnpackedLayer(std::unique_ptr<ByteStream> packed) : reader_(std::move(packed))
{
    archive_read_support_filter_gzip(reader_.get());
    archive_read_support_filter_zstd(reader_.get());
    archive_read_support_format_raw(reader_.get());
    archive_read_support_format_empty(reader_.get());
}

Result<void> UnpackedLayer::open()
{
    if (is_open_) return {};
    is_open_ = true;
    if (!reader_.open()) return reader_.failure(not_unpacked);
    archive_entry* all = nullptr;
    const int answer = archive_read_next_header(reader_.get(), &all);
    if (answer == ARCHIVE_EOF) size_ = 0;
    if (answer != ARCHIVE_EOF && answer < ARCHIVE_WARN) return reader_.failure(not_unpacked);
    return {};
}

Result<std::size_t> UnpackedLayer::read_unpacked(std::span<char> into)
{
    if (auto opened = open(); !opened) return fail(opened.error());
    if (size_) return 0;
    const auto count = archive_read_data(reader_.get(), into.data(), into.size());
    if (count < 0) return reader_.failure(not_unpacked);
    if (count > 0) return static_cast<std::size_t>(count);
    // libarchive stops where the compressed data ends; the digest is that of all bytes.
    if (auto drained = reader_.drain(); !drained) return fail(drained.error());
    size_ = at_;
    return 0;
}

Result<std::size_t> UnpackedLayer::read(std::span<char> into)
{
    auto count = read_unpacked(into);
    if (!count) return count;
    if (*count == 0 && at_ % tar_record != 0) {
        *count = std::min(into.size(), static_cast<std::size_t>(tar_record - at_ % tar_record));
        std::ranges::fill(into.first(*count), '\0');
    }
    at_ += static_cast<std::int64_t>(*count);
    return count;
}

}  // namespace tagwarden
