// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/auth/token_request.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "adapters/auth/form.h"
#include "base/json.h"
#include "base/text.h"

namespace tagwarden {

namespace {

constexpr std::string_view client_id = "tagwarden";
constexpr std::int64_t longest_lifetime = 24 * 60 * 60;

/// What proves who asks by GET. An identity token stands in for the password where the server knows no POST.
std::optional<Secret> proof_in(const std::optional<Credentials>& credentials)
{
    if (!credentials) return std::nullopt;
    return credentials->password ? credentials->password : credentials->identity_token;
}

HttpRequest get_request(const TokenQuestion& question, const std::optional<Credentials>& credentials)
{
    auto url = question.realm;
    const auto add = [&url](std::string_view name, std::string_view value) {
        const auto pair = form_pair(name, value);
        url.query += (url.query.empty() ? "" : "&") + pair;
    };
    if (!question.service.empty()) add("service", question.service);
    for (const auto& scope : question.scopes.texts()) add("scope", scope);
    const auto proof = proof_in(credentials);
    if (proof && !credentials->user.empty()) add("account", credentials->user);

    HttpRequest request{"GET", url.origin() + url.path + (url.query.empty() ? "" : "?" + url.query), {}, {}};
    if (proof) request.headers.emplace_back("Authorization", basic_authorization(credentials->user, *proof).reveal());
    return request;
}

HttpRequest post_request(const TokenQuestion& question, const Secret& identity_token)
{
    std::vector<std::string> pairs{form_pair("grant_type", "refresh_token"), form_pair("client_id", client_id),
                                   form_pair("scope", question.scopes.str()),
                                   form_pair("refresh_token", identity_token.reveal())};
    if (!question.service.empty()) pairs.push_back(form_pair("service", question.service));
    return {"POST", question.realm.text, {{"Content-Type", "application/x-www-form-urlencoded"}}, join(pairs, "&")};
}

/// A text in an object, or "".
std::string text_in(const JsonObject* object, std::string_view key)
{
    const auto* value = object == nullptr ? nullptr : object->if_contains(key);
    const auto* text = value == nullptr ? nullptr : value->if_string();
    return text == nullptr ? std::string() : std::string(*text);
}

/// The first object in "errors" (distribution-spec, "Error Codes").
const JsonObject* first_error(const JsonObject* body)
{
    const auto* errors = body == nullptr ? nullptr : body->if_contains("errors");
    const auto* list = errors == nullptr ? nullptr : errors->if_array();
    return list == nullptr || list->empty() ? nullptr : list->front().if_object();
}

/// Why a server refuses, in its own words and in the forms known of Docker Hub, GitLab, Harbor and OAuth2; "" when it
/// says nothing, or says one of our secrets.
std::string reason_in(const HttpResponse& answer, const std::optional<Credentials>& credentials)
{
    const auto json = parse_json(answer.body, "answer");
    const auto* body = json ? json->if_object() : nullptr;
    auto reason = text_in(first_error(body), "message");
    for (const auto* key : {"details", "error_description", "message"})
        if (reason.empty()) reason = text_in(body, key);
    if (credentials && shows(reason, *credentials)) return {};
    return reason.empty() ? reason : ": " + excerpt(reason);
}

std::unexpected<Error> refusal(const TokenQuestion& question, const std::optional<Credentials>& credentials,
                               const HttpResponse& answer)
{
    const auto server = printable(question.realm.host);
    const auto status = answer.status;
    auto reason = reason_in(answer, credentials);
    if (answer.attempts > 1) reason += fmt::format(" ({} attempts)", answer.attempts);
    if (status == 400 || status == 401 || status == 403)
        return fail(ErrorKind::denied,
                    credentials ? fmt::format("the token server {} refuses the credentials from {} with status {}{}",
                                              server, printable(credentials->source), status, reason)
                                : fmt::format("the token server {} gives no token without credentials, status {}{}",
                                              server, status, reason));
    const auto kind = status == 429   ? ErrorKind::rate_limited
                      : status >= 500 ? ErrorKind::unreachable
                                      : ErrorKind::malformed;
    Error error{kind,
                fmt::format("the token server {} answers with status {} in place of a token{}", server, status, reason),
                {},
                {}};
    error.lasting = true;  // it was asked with patience
    return fail(std::move(error));
}

std::chrono::seconds lifetime_in(const JsonObject& body)
{
    const auto* value = body.if_contains("expires_in");
    const auto* number = value == nullptr ? nullptr : value->if_int64();
    // "When omitted, this defaults to 60 seconds"; what makes no sense counts as omitted.
    const auto seconds = number == nullptr || *number <= 0 ? 60 : *number;
    return std::chrono::seconds(std::min(seconds, longest_lifetime));
}

Result<Token> read_token(const TokenQuestion& question, const HttpResponse& answer)
{
    const auto json = parse_json(answer.body, "the answer of the token server " + printable(question.realm.host));
    if (!json) return fail(json.error());
    const auto* body = json->if_object();
    auto text = text_in(body, "token");
    if (text.empty()) text = text_in(body, "access_token");
    if (!is_token_text(text))
        return fail(ErrorKind::malformed, fmt::format("the answer of the token server {} has no usable token",
                                                      printable(question.realm.host)));
    auto identity_token = text_in(body, "refresh_token");
    return Token{Secret(std::move(text)), lifetime_in(*body),
                 identity_token.empty() ? std::nullopt : std::optional(Secret(std::move(identity_token)))};
}

Result<HttpResponse> send_question(const TokenQuestion& question, const std::optional<Credentials>& credentials,
                                   const SendTokenRequest& send)
{
    if (credentials && credentials->identity_token) {
        auto answer = send(post_request(question, *credentials->identity_token));
        if (!answer || (answer->status != 404 && answer->status != 405)) return answer;
    }
    return send(get_request(question, credentials));
}

}  // namespace

Result<Token> request_token(const TokenQuestion& question, const std::optional<Credentials>& credentials,
                            const SendTokenRequest& send)
{
    const auto answer = send_question(question, credentials, send);
    if (!answer) return fail(answer.error());
    if (answer->body.size() > most_token_answer)
        return fail(ErrorKind::malformed, fmt::format("the answer of the token server {} has more than {} bytes",
                                                      printable(question.realm.host), most_token_answer));
    if (answer->status < 200 || answer->status > 299) return refusal(question, credentials, *answer);
    return read_token(question, *answer);
}

}  // namespace tagwarden
