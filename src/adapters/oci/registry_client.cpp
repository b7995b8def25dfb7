// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/oci/registry_client.h"

#include <fmt/format.h>

#include "adapters/oci/answer_error.h"

namespace tagwarden {

namespace {

/// The name docker.io is Docker's own; its registry answers elsewhere.
std::string api_host(const std::string& host)
{
    return host == "docker.io" ? "registry-1.docker.io" : host;
}

bool changes_nothing(const HttpRequest& request)
{
    return request.method == "GET" || request.method == "HEAD";
}

bool is_success(int status)
{
    return status >= 200 && status < 300;
}

}  // namespace

RegistryClient::RegistryClient(Location location, bool plain_http, const OciPatience& patience)
    : location_(std::move(location)),
      base_(fmt::format("{}://{}/v2/{}/", plain_http || is_loopback(location_.host()) ? "http" : "https",
                        api_host(location_.host()), location_.path())),
      retry_(patience.retry),
      transport_(patience.network),
      http_(transport_)
{
}

std::string RegistryClient::url(std::string_view below) const
{
    return base_ + std::string(below);
}

Result<HttpResponse> RegistryClient::ask(const HttpRequest& request, std::size_t body_limit)
{
    const auto once = [&] { return http_.send(request, body_limit); };
    auto answer = changes_nothing(request) ? with_retries(retry_, once) : once();
    if (!answer) return answer;
    if (!is_success(answer->status) && answer->status != 404) return fail(error_of(request, *answer));
    return answer;
}

Result<HttpDownload> RegistryClient::open(const HttpRequest& request)
{
    auto answer = with_retries(retry_, [&] { return http_.open(request); });
    if (!answer || is_success(answer->status)) return answer;
    const auto refusal = read_whole(std::move(*answer), small_answer);
    return fail(refusal ? error_of(request, *refusal) : refusal.error());
}

Error RegistryClient::error_of(const HttpRequest& request, const HttpResponse& answer) const
{
    return answer_error(location_.host(), request, answer);
}

}  // namespace tagwarden
