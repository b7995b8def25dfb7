// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "adapters/http/http_message.h"

namespace tagwarden {

/// More hops than this are a mistake or a trap.
inline constexpr int max_redirects = 5;

/// True for an answer that sends the reader elsewhere.
bool is_redirect(const HttpRequest& request, const HttpDownload& answer);

/// The request to make next. It stays on the scheme it came by, so that nothing that was asked for over TLS
/// arrives without, and it carries to another host none of the headers that say who asks. The others belong to the
/// question: without its Range a download that broke would begin anew.
Result<HttpRequest> redirected(const HttpRequest& request, const HttpHeaders& answer);

}  // namespace tagwarden
