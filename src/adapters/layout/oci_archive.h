// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <filesystem>
#include <memory>

#include "ports/registry.h"

namespace tagwarden {

/// Opens a tar file, plain or compressed, that holds an OCI image layout. What it gives is SoleContent too.
/// Malformed when there is no layout in it.
Result<std::unique_ptr<RepositoryReader>> open_oci_archive(const std::filesystem::path& file);

}  // namespace tagwarden
