// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/oci/registry_client.h"

#include <fmt/format.h>

#include "adapters/oci/answer_error.h"
#include "adapters/oci/warning_header.h"

namespace tagwarden {

namespace {

/// The name docker.io is Docker's own; its registry answers elsewhere.
std::string api_host(const std::string& host)
{
    return host == "docker.io" ? "registry-1.docker.io" : host;
}

bool is_success(int status)
{
    return status >= 200 && status < 300;
}

}  // namespace

RegistryClient::RegistryClient(Location location, bool plain_http, RegistrySession& session)
    : location_(std::move(location)),
      base_(fmt::format("{}://{}/v2/{}/", plain_http || is_loopback(location_.host()) ? "http" : "https",
                        api_host(location_.host()), location_.path())),
      http_(session.http()),
      budget_(http_.budget(base_))
{
}

std::string RegistryClient::url(std::string_view below) const
{
    return base_ + std::string(below);
}

Result<HttpResponse> RegistryClient::ask(const HttpRequest& request, const Purpose& purpose, std::size_t body_limit)
{
    auto answer = ask_any(request, purpose, body_limit);
    if (!answer) return answer;
    if (!is_success(answer->status) && answer->status != 404) return fail(error_of(request, *answer));
    return answer;
}

Result<HttpResponse> RegistryClient::ask_any(const HttpRequest& request, const Purpose& purpose, std::size_t body_limit)
{
    static_cast<void>(purpose);
    auto answer = ask_once(request, body_limit);
    if (answer) pass_on_warning(answer->headers);
    return answer;
}

Result<HttpResponse> RegistryClient::ask_once(const HttpRequest& request, std::size_t body_limit)
{
    return request.stream != nullptr ? http_.send_stream(request, body_limit) : http_.send(request, body_limit);
}

Result<HttpDownload> RegistryClient::open(const HttpRequest& request)
{
    auto answer = http_.open(request);
    if (answer) pass_on_warning(answer->headers);
    if (!answer || is_success(answer->status)) return answer;
    auto refusal = read_whole(std::move(*answer), small_answer);
    return fail(refusal ? error_of(request, *refusal) : refusal.error());
}

void RegistryClient::pass_on_warning(const HttpHeaders& headers)
{
    const auto warning = headers.find("warning");
    if (!warning) return;
    for (const auto& text : registry_warnings(*warning))
        http_.notices().notice(fmt::format("{} says of {}: {}", location_.host(), location_.path(), text));
}

Error RegistryClient::error_of(const HttpRequest& request, const HttpResponse& answer) const
{
    return answer_error(location_.host(), request, answer);
}

}  // namespace tagwarden
