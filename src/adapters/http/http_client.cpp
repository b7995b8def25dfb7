// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/http/http_client.h"

#include <fmt/format.h>

#include "adapters/http/redirect.h"
#include "adapters/http/request_name.h"
#include "adapters/http/url.h"

namespace tagwarden {

Result<HttpDownload> HttpClient::open(const HttpRequest& request)
{
    auto answer = transport_.open(request);
    std::optional<HttpRequest> hop;
    for (int hops = 0; answer && is_redirect(request, *answer); ++hops) {
        if (hops == max_redirects)
            return fail(ErrorKind::malformed,
                        fmt::format("{} is redirected more than {} times", request_name(request), max_redirects));
        auto next = redirected(hop ? *hop : request, answer->headers);
        if (!next) return during("following a redirect of " + request_name(request), next.error());
        answer = transport_.open(*next);
        if (!answer) return during("following a redirect of " + request_name(request), answer.error());
        hop = std::move(*next);
    }
    if (const auto url = Url::parse(hop ? hop->url : request.url); answer && url) answer->origin = url->origin();
    return answer;
}

Result<HttpResponse> HttpClient::send(const HttpRequest& request, std::size_t body_limit)
{
    auto download = open(request);
    if (!download) return fail(download.error());
    auto response = read_whole(std::move(*download), body_limit);
    if (!response) return during("reading the answer to " + request_name(request), response.error());
    return response;
}

}  // namespace tagwarden
