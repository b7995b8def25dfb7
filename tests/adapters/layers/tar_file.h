// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <archive.h>

#include <string>
#include <vector>

namespace tagwarden::tests {

/// One entry of a tar file made for a test.
struct TarEntry {
    enum class Type { file, folder, symbolic_link, hard_link, device };
    std::string path;
    std::string content;  ///< of a file; the target of a link
    Type type = Type::file;
};

inline TarEntry file(std::string path, std::string content = "")
{
    return {std::move(path), std::move(content), TarEntry::Type::file};
}
inline TarEntry folder(std::string path)
{
    return {std::move(path), "", TarEntry::Type::folder};
}
inline TarEntry symbolic_link(std::string path, std::string target)
{
    return {std::move(path), std::move(target), TarEntry::Type::symbolic_link};
}
inline TarEntry hard_link(std::string path, std::string target)
{
    return {std::move(path), std::move(target), TarEntry::Type::hard_link};
}

enum class Compression { none, gzip, zstd };

std::string tar(const std::vector<TarEntry>& entries, int format = ARCHIVE_FORMAT_TAR_PAX_RESTRICTED);
std::string compressed(const std::string& bytes, Compression how);

}  // namespace tagwarden::tests
