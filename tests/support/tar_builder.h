// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <vector>

namespace tagwarden::tests {

/// One entry of a tar file.
struct TarEntry {
    enum class Kind { file, symlink, hardlink, folder };
    Kind kind = Kind::file;
    std::string path;
    std::string content;  ///< bytes of a file, target of a link
};

/// A tar file in memory, without times and owners: the same entries give the same bytes.
std::string tar_of(const std::vector<TarEntry>& entries);

enum class Compression { none, gzip, zstd };

std::string compressed(const std::string& bytes, Compression compression);

}  // namespace tagwarden::tests
