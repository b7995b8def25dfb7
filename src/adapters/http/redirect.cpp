// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/http/redirect.h"

#include <fmt/format.h>

#include "adapters/http/url.h"

namespace tagwarden {

bool is_redirect(const HttpRequest& request, const HttpDownload& answer)
{
    if (request.method != "GET" && request.method != "HEAD") return false;
    const auto status = answer.status;
    const bool elsewhere = status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    return elsewhere && answer.headers.find("location").has_value();
}

Result<HttpRequest> redirected(const HttpRequest& request, const HttpHeaders& answer)
{
    const auto from = Url::parse(request.url);
    if (!from) return fail(from.error());
    const auto to = from->resolve(answer.find("location").value_or(""));
    if (!to) return fail(to.error());
    if (to->scheme != from->scheme)
        return fail(ErrorKind::refused, fmt::format("{} redirects {} {} from {} to {}, at {}", from->host,
                                                    request.method, from->path, from->scheme, to->scheme, to->host));
    HttpRequest next{request.method, to->text, {}, {}, nullptr, 0};
    if (to->host == from->host) next.headers = request.headers;
    return next;
}

}  // namespace tagwarden
