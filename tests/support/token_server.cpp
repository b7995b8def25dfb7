// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/token_server.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"

namespace tagwarden::tests {

namespace {

std::string decoded(std::string_view text)
{
    std::string bytes;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%' && i + 2 < text.size()) {
            bytes += static_cast<char>(std::stoi(std::string(text.substr(i + 1, 2)), nullptr, 16));
            i += 2;
        } else {
            bytes += text[i] == '+' ? ' ' : text[i];
        }
    }
    return bytes;
}

std::multimap<std::string, std::string> fields_in(std::string_view form)
{
    std::multimap<std::string, std::string> fields;
    for (const auto pair : split(form, '&')) {
        const auto equals = pair.find('=');
        if (equals == std::string_view::npos) continue;
        fields.emplace(decoded(pair.substr(0, equals)), decoded(pair.substr(equals + 1)));
    }
    return fields;
}

TokenServer::Request parsed(const RecordedRequest& request)
{
    const auto space = request.line.find(' ');
    const auto question = request.line.find('?');
    const auto method = request.line.substr(0, space);
    const auto query = question == std::string::npos ? "" : request.line.substr(question + 1);
    const auto authorization = request.headers.find("authorization");
    return {method, fields_in(method == "POST" ? request.body : query),
            authorization == request.headers.end() ? "" : authorization->second};
}

/// What a request to the registry needs: "GET /v2/team/app/manifests/1" is "repository:team/app:pull".
std::string needed(const RecordedRequest& request)
{
    constexpr std::string_view before = " /v2/";
    const auto from = request.line.find(before) + before.size();
    auto name = request.line.substr(from);
    for (const std::string part : {"/manifests/", "/blobs/", "/tags/"}) name = name.substr(0, name.find(part));
    const bool reads = request.line.starts_with("GET ") || request.line.starts_with("HEAD ");
    return fmt::format("repository:{}:{}", name, reads ? "pull" : "push");
}

}  // namespace

std::vector<std::string> TokenServer::Request::all(const std::string& field) const
{
    std::vector<std::string> values;
    const auto [begin, end] = fields.equal_range(field);
    for (auto each = begin; each != end; ++each) values.push_back(each->second);
    return values;
}

std::string TokenServer::Request::one(const std::string& field) const
{
    const auto values = all(field);
    return values.size() == 1 ? values.front() : fmt::format("({} of them)", values.size());
}

TokenServer::TokenServer(Now now) : now_(std::move(now))
{
    server_.answer_others_with([this](const RecordedRequest& request) { return answer(request); });
}

std::vector<TokenServer::Request> TokenServer::token_requests() const
{
    const std::lock_guard lock(mutex_);
    return token_requests_;
}

std::vector<std::string> TokenServer::issued() const
{
    const std::lock_guard lock(mutex_);
    return issued_;
}

void TokenServer::revoke_all()
{
    const std::lock_guard lock(mutex_);
    grants_.clear();
}

ScriptedAnswer TokenServer::answer(const RecordedRequest& request)
{
    const std::lock_guard lock(mutex_);
    const auto target = request.line.substr(request.line.find(' ') + 1);
    return target == "/token" || target.starts_with("/token?") ? token(parsed(request)) : content(request);
}

ScriptedAnswer TokenServer::token(const Request& request)
{
    token_requests_.push_back(request);
    if (request.method == "POST" && !knows_post) return {405};
    const bool anybody = request.method == "GET" && request.authorization.empty();
    if (!anybody && !knows(request)) return {401, {}, R"({"details":"incorrect username or password"})"};

    const auto name = fmt::format("hush-token-{}", issued_.size() + 1);
    issued_.push_back(name);
    grants_[name] = {granted(request, anybody), now_() + lifetime};
    auto body = fmt::format(R"({{"{}":"{}")", token_field, name);
    if (tells_lifetime) body += fmt::format(R"(,"expires_in":{})", lifetime.count());
    if (request.method == "POST" && rotates) {
        identity_tokens = {fmt::format("hush-identity-{}", issued_.size())};
        body += fmt::format(R"(,"refresh_token":"{}")", *identity_tokens.begin());
    }
    return {200, {}, body + "}"};
}

bool TokenServer::knows(const Request& request) const
{
    if (request.method == "POST")
        return request.one("grant_type") == "refresh_token" && identity_tokens.contains(request.one("refresh_token"));
    return logins.contains(request.authorization);
}

std::set<std::string> TokenServer::granted(const Request& request, bool to_anybody) const
{
    std::set<std::string> granted;
    auto scopes = request.all("scope");
    if (request.method == "POST" && !scopes.empty()) {
        const auto list = scopes.front();
        scopes.clear();
        for (const auto scope : split(list, ' ')) scopes.emplace_back(scope);
    }
    if (reads_first_scope_only && scopes.size() > 1) scopes.resize(1);
    for (const auto& scope : scopes) {
        const auto colon = scope.rfind(':');
        const auto repository = scope.substr(scope.find(':') + 1, colon - scope.find(':') - 1);
        for (const auto action : split(std::string_view(scope).substr(colon + 1), ','))
            if (!to_anybody || (action == "pull" && public_repositories.contains(repository)))
                granted.insert(fmt::format("repository:{}:{}", repository, action));
    }
    return granted;
}

ScriptedAnswer TokenServer::content(const RecordedRequest& request)
{
    constexpr std::string_view bearer = "Bearer ";
    const auto authorization = parsed(request).authorization;
    const auto grant = grants_.find(authorization.substr(std::min(authorization.size(), bearer.size())));
    const auto scope = needed(request);
    const bool good = authorization.starts_with(bearer) && grant != grants_.end() && now_() < grant->second.end &&
                      grant->second.scopes.contains(scope);
    if (good) return {200, {}, "content of " + scope};
    const auto usual = fmt::format(R"(Bearer realm="{}",service="registry.test",scope="{}")", realm(), scope);
    return {
        401, {{"WWW-Authenticate", challenge.empty() ? usual : challenge}}, R"({"errors":[{"code":"UNAUTHORIZED"}]})"};
}

}  // namespace tagwarden::tests
