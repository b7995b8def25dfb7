// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/http/request_name.h"

#include "adapters/http/url.h"
#include "base/text.h"

namespace tagwarden {

std::string request_name(const HttpRequest& request)
{
    const auto url = Url::parse(request.url);
    return request.method + " " + (url ? printable(url->host + url->path) : "(not a URL)");
}

}  // namespace tagwarden
