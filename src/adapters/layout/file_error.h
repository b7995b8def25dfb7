// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <filesystem>
#include <string_view>

#include "base/result.h"

namespace tagwarden {

/// "cannot write 'out/hub/index.json': No space left on device", with the system's own error number.
std::unexpected<Error> file_error(std::string_view verb, const std::filesystem::path& file, int number);

}  // namespace tagwarden
