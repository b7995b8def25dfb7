// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "ports/source_files.h"

namespace tagwarden {

/// The files below one folder. One of more than 16 MiB is no source.
class FolderSourceFiles final : public SourceFiles {
public:
    explicit FolderSourceFiles(std::filesystem::path folder) : folder_(std::move(folder)) {}

    Each<std::string> read(const std::vector<std::string>& paths) override;

private:
    std::filesystem::path folder_;
};

}  // namespace tagwarden
