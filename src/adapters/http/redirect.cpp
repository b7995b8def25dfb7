// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/http/redirect.h"

#include <fmt/format.h>

#include "adapters/http/ascii_lower.h"
#include "adapters/http/url.h"

namespace tagwarden {

namespace {

bool is_secret(const std::string& header)
{
    const auto name = ascii_lower(header);
    return name == "authorization" || name == "cookie" || name == "proxy-authorization";
}

}  // namespace

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
    // To its own path over TLS a server leads that wants TLS for all; to another one leads a registry without TLS whose
    // storage has it.
    const bool to_storage = to->scheme == "https" && to->path != from->path;
    if (to->scheme != from->scheme && !to_storage)
        return fail(ErrorKind::refused,
                    fmt::format("{} redirects {} {} from {} to {}, at {}", from->host, request.method, from->path,
                                from->scheme, to->scheme, to->host),
                    to->scheme == "https"
                        ? "the server wants TLS: say --plain-http=false (plain-http: false), or name the host that "
                          "the redirect leads to"
                        : "ask whoever runs the registry to give its storage, or the proxy before it, an https "
                          "address; a registry behind a proxy needs its header X-Forwarded-Proto");
    HttpRequest next{request.method, to->text, request.headers, {}, nullptr, 0};
    next.answer_size = request.answer_size;
    next.parting = request.parting;
    next.attempt = request.attempt;
    next.hops = request.hops + 1;
    if (to->host != from->host) std::erase_if(next.headers, [](const auto& header) { return is_secret(header.first); });
    return next;
}

}  // namespace tagwarden
