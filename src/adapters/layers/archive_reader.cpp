// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/layers/archive_reader.h"

#include <fmt/format.h>

#include <cerrno>

#include "base/text.h"

namespace tagwarden {

ArchiveReader::ArchiveReader(std::unique_ptr<ByteStream> bytes)
    : source_(new Source{std::move(bytes), {}, {}}), reader_(archive_read_new())
{
}

la_ssize_t ArchiveReader::give_bytes(archive* reader, void* source, const void** bytes)
{
    auto& from = *static_cast<Source*>(source);
    auto count = from.bytes->read(from.buffer);
    *bytes = from.buffer.data();
    if (count) return static_cast<la_ssize_t>(*count);
    from.error = std::move(count.error());
    archive_set_error(reader, EIO, "the bytes cannot be read");
    return -1;
}

bool ArchiveReader::open()
{
    if (!is_open_) is_open_ = archive_read_open(get(), source_.get(), nullptr, give_bytes, nullptr) >= ARCHIVE_WARN;
    return *is_open_;
}

std::unexpected<Error> ArchiveReader::failure(std::string_view what)
{
    // Where the bytes came wrong, that is what is wrong; the archive is blamed only for the right ones.
    if (auto ended = drain(); !ended) return fail(ended.error());
    const char* text = archive_error_string(get());
    return fail(ErrorKind::malformed,
                fmt::format("{}: {}", what, text == nullptr ? "its bytes make no sense" : printable(text)),
                "look at it with 'tar --list'; a layer that is damaged must be built and pushed again");
}

Result<void> ArchiveReader::drain()
{
    if (source_->error) return fail(*source_->error);
    while (true) {
        const auto count = source_->bytes->read(source_->buffer);
        if (!count) return fail(count.error());
        if (*count == 0) return {};
    }
}

}  // namespace tagwarden
