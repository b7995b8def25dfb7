// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>

#include "adapters/http/http_message.h"

namespace tagwarden {

/// Where a request goes, as it may be shown: of the query only what says which content is meant (`n`, `last`, `digest`,
/// `mount`, `from`). Behind a redirect nothing of it: there it is the signature that opens the door.
std::string shown_url(const HttpRequest& request);

}  // namespace tagwarden
