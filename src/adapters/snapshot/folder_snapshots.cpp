// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/snapshot/folder_snapshots.h"

#include <fmt/format.h>

#include "adapters/system/files.h"
#include "base/hash.h"
#include "base/text.h"

namespace tagwarden {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t max_size = std::size_t{1} << 30U;

/// Only for this user, as the XDG Base Directory Specification wants a cache to be made.
Result<void> make_folder(const fs::path& folder)
{
    std::error_code code;
    if (fs::create_directories(folder, code)) fs::permissions(folder, fs::perms::owner_all, code);
    if (code) return fail(ErrorKind::local, "cannot make the folder: " + code.message());
    return {};
}

class FolderSnapshots final : public StateSnapshots {
public:
    FolderSnapshots(fs::path folder, std::string journal, Notices& notices)
        : folder_(std::move(folder)), journal_(std::move(journal)), notices_(notices)
    {
    }

    std::optional<std::string> find(const std::string& edition) override
    {
        auto bytes = read_file(file_of(edition), max_size);
        return bytes ? std::optional(std::move(*bytes)) : std::nullopt;
    }

    void keep(const std::string& edition, std::string_view bytes) override
    {
        auto kept = make_folder(folder_);
        if (kept) kept = replace_file(file_of(edition), bytes);
        if (!kept)
            notices_.notice(
                fmt::format("the cache {} is not used: {}", printable(folder_.string()), kept.error().message));
    }

private:
    /// Addresses are no names of files.
    fs::path file_of(const std::string& edition) const
    {
        return folder_ / (sha256_hex(journal_ + '\n' + edition).substr(0, 32) + ".state");
    }

    fs::path folder_;
    std::string journal_;
    Notices& notices_;
};

}  // namespace

std::unique_ptr<StateSnapshots> open_folder_snapshots(fs::path folder, std::string journal, Notices& notices)
{
    return std::make_unique<FolderSnapshots>(std::move(folder), std::move(journal), notices);
}

}  // namespace tagwarden
