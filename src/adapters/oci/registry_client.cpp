// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/oci/registry_client.h"

#include <fmt/format.h>

#include "adapters/oci/answer_error.h"
#include "adapters/oci/warning_header.h"

namespace tagwarden {

namespace {

/// A registry may renew, then ask for another scope, then be wrong; more is a circle.
constexpr int most_challenges = 3;

/// The name docker.io is Docker's own; its registry answers elsewhere.
std::string api_host(const std::string& host)
{
    return host == "docker.io" ? "registry-1.docker.io" : host;
}

std::string origin_of(const Location& location, const Access& access)
{
    const bool plain = access.plain_http.value_or(is_loopback(location.host()));
    return fmt::format("{}://{}", plain ? "http" : "https", api_host(location.host()));
}

bool is_at(const std::string& url, const std::string& origin)
{
    const auto parsed = Url::parse(url);
    const auto wanted = Url::parse(origin + "/");
    return parsed && wanted && parsed->origin() == wanted->origin();
}

}  // namespace

RegistryClient::RegistryClient(Location location, const Access& access, RegistrySession& session)
    : location_(std::move(location)),
      place_{origin_of(location_, access), location_.host(), location_.path(), access.plain_http.value_or(false)},
      http_(session.http()),
      authorizer_(session.authorizer()),
      budget_(http_.budget(place_.origin))
{
}

std::string RegistryClient::url(std::string_view below) const
{
    return fmt::format("{}/v2/{}/{}", place_.origin, location_.path(), below);
}

/// Sends a request with what this registry wants to hear, and again when it wants to hear something else. An upload may
/// lie at another host, and a redirect may lead to one: that is told nothing, and its challenge, which would name a
/// token server of its own, is not answered.
template <class Send>
auto RegistryClient::authorized(const HttpRequest& request, const Purpose& purpose, Send send)
{
    using Answer = decltype(send(request));
    if (!is_at(request.url, place_.origin)) return send(request);
    const auto scopes = scopes_for(purpose);
    for (int challenges = 0;; ++challenges) {
        const auto secret = authorizer_.header(place_, scopes, request.parting);
        if (!secret) return Answer(fail(secret.error()));
        auto attempt = request;
        if (*secret) attempt.headers.emplace_back("Authorization", (*secret)->reveal());
        auto answer = send(attempt);
        const bool challenged = answer && (answer->status == 401 || answer->status == 403);
        if (!challenged || !answered_here(answer->origin) || challenges == most_challenges) return answer;
        const auto again = authorizer_.answer_challenge(place_, scopes, answer->headers, *secret, request.parting);
        if (!again) return Answer(fail(again.error()));
        if (!*again) return answer;
        if (request.stream == nullptr) continue;
        if (const auto back = request.stream->rewind(request.stream_offset); !back) return Answer(fail(back.error()));
    }
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
    auto answer =
        authorized(request, purpose, [&](const HttpRequest& attempt) { return http_.send(attempt, body_limit); });
    if (answer && answered_here(answer->origin)) pass_on_warning(answer->headers);
    return answer;
}

Result<HttpResponse> RegistryClient::ask_once(const HttpRequest& request, const Purpose& purpose, Attempt& attempt)
{
    auto numbered = request;
    numbered.attempt = attempt.number;
    auto answer =
        authorized(numbered, purpose, [&](const HttpRequest& sent) { return http_.send_once(sent, small_answer); });
    attempt.verdict = http_.judged(answer);
    if (answer && answered_here(answer->origin)) pass_on_warning(answer->headers);
    return answer;
}

Result<HttpDownload> RegistryClient::open(const HttpRequest& request)
{
    auto answer = authorized(request, pulling, [&](const HttpRequest& attempt) { return http_.open(attempt); });
    if (answer && answered_here(answer->origin)) pass_on_warning(answer->headers);
    if (!answer || is_success(answer->status)) return answer;
    auto refusal = read_whole(std::move(*answer), small_answer);
    return fail(refusal ? error_of(request, *refusal) : refusal.error());
}

std::vector<Scope> RegistryClient::scopes_for(const Purpose& purpose) const
{
    std::vector<Scope> scopes{{location_.path(), purpose.actions}};
    if (!purpose.mount_from.empty()) scopes.push_back({purpose.mount_from, "pull"});
    return scopes;
}

void RegistryClient::pass_on_warning(const HttpHeaders& headers)
{
    const auto warning = headers.find("warning");
    if (!warning) return;
    if (authorizer_.shows_secret(place_, *warning)) return;
    for (const auto& text : registry_warnings(*warning))
        http_.notices().notice(fmt::format("{} says of {}: {}", location_.host(), location_.path(), text));
}

Error RegistryClient::error_of(const HttpRequest& request, const HttpResponse& answer) const
{
    // The text is looked at as it came and as it would be shown: the one may be escaped, and the other cut.
    if (auto error = error_in(request, answer);
        !authorizer_.shows_secret(place_, answer.body) && !authorizer_.shows_secret(place_, error.message))
        return error;
    auto silent = answer;
    silent.body.clear();
    return error_in(request, silent);
}

Error RegistryClient::error_in(const HttpRequest& request, const HttpResponse& answer) const
{
    if (answered_here(answer.origin)) return answer_error(location_.host(), request, answer);
    return answer_error_elsewhere(location_.host(), request, answer);
}

bool RegistryClient::answered_here(const std::string& origin) const
{
    return is_at(origin + "/", place_.origin);
}

}  // namespace tagwarden
