// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "adapters/http/http_message.h"

namespace tagwarden {

/// The target of rel="next" in a Link header (RFC 8288), as it stands there.
std::optional<std::string> next_link(std::string_view header);

/// The URL of the page behind the one at `page`, by the Link header of its answer; nothing on the last one. Malformed
/// when it is at another host: nobody sends credentials where an answer says (distribution-spec 1.1, "Listing Tags").
Result<std::optional<std::string>> next_page(const std::string& page, const HttpHeaders& answer);

}  // namespace tagwarden
