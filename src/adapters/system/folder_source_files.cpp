// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/system/folder_source_files.h"

#include "adapters/system/files.h"

namespace tagwarden {

namespace {

constexpr std::size_t largest_source = std::size_t{16} * 1024 * 1024;

}  // namespace

Each<std::string> FolderSourceFiles::read(const std::vector<std::string>& paths)
{
    Each<std::string> texts;
    for (const auto& path : paths) texts.push_back(read_file(folder_ / path, largest_source));
    return texts;
}

}  // namespace tagwarden
