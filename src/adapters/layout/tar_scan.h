// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "ports/registry.h"

struct archive;
struct archive_entry;

namespace tagwarden {

/// Goes through a tar file, plain or compressed, from its beginning, one entry at a time.
/// The stream part gives the bytes of the entry it is at.
class TarScan final : public ByteStream {
public:
    static Result<TarScan> open(const std::filesystem::path& file);

    /// Goes to the next entry; false behind the last.
    Result<bool> next();

    /// Of the entry it is at. A path has no "./" before it and no '/' behind it.
    std::string path() const;
    bool is_file() const;
    std::int64_t size() const;
    /// Where a link leads, as a path in the archive; empty unless the entry is one.
    std::string link() const;

    Result<std::size_t> read(std::span<char> into) override;

private:
    struct Close {
        void operator()(archive* opened) const;
    };

    TarScan(std::unique_ptr<archive, Close> opened, std::filesystem::path file);
    std::unexpected<Error> damaged() const;

    std::unique_ptr<archive, Close> archive_;
    archive_entry* entry_ = nullptr;
    std::filesystem::path file_;
};

}  // namespace tagwarden
