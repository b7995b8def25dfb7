// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <filesystem>

#include "adapters/layout/blob_source.h"

namespace tagwarden {

/// The files of a layout folder. A folder that does not exist has none.
class FolderSource final : public BlobSource {
public:
    explicit FolderSource(std::filesystem::path folder) : folder_(std::move(folder)) {}

    std::string name() const override;
    Result<std::optional<std::int64_t>> size_of(const std::string& path) override;
    Result<std::unique_ptr<ByteStream>> open(const std::string& path) override;

private:
    std::filesystem::path folder_;
};

}  // namespace tagwarden
