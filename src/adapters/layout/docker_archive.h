// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <filesystem>
#include <memory>

#include "ports/registry.h"

namespace tagwarden {

/// Opens what `docker save` wrote. Newer ones hold an OCI layout too, which is read as it is; for older ones the
/// manifest is made from manifest.json. What it gives is SoleContent too.
Result<std::unique_ptr<RepositoryReader>> open_docker_archive(const std::filesystem::path& file);

}  // namespace tagwarden
