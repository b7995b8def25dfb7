// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tagwarden {

/// RFC 4648, 4.
std::string base64_encode(std::string_view bytes);

/// Also takes text without its '=' at the end or with line ends in it, as people paste it. Nothing when it is no
/// base64.
std::optional<std::string> base64_decode(std::string_view text);

}  // namespace tagwarden
