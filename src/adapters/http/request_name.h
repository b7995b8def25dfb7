// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>

#include "adapters/http/http_message.h"

namespace tagwarden {

/// A request as errors name it: "GET registry.example/v2/team/app/tags/list".
/// Without its query, which in a signed URL is a secret.
std::string request_name(const HttpRequest& request);

}  // namespace tagwarden
