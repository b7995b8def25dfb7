// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/registry_login.h"

#include <fmt/format.h>

#include <vector>

#include "base/json.h"
#include "base/text.h"

namespace tagwarden::tests {

namespace {

/// RFC 4648, 4.
std::string base64(std::string_view bytes)
{
    constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        unsigned three = 0;
        for (std::size_t i = 0; i < 3; ++i)
            three = three << 8U | (at + i < bytes.size() ? static_cast<unsigned char>(bytes[at + i]) : 0U);
        for (std::size_t i = 0; i < 4; ++i)
            text += at + i > bytes.size() ? '=' : digits[three >> (18U - 6U * static_cast<unsigned>(i)) & 63U];
    }
    return text;
}

bool knows_password(const RegistryRequest& request, const RegistryBehaviour& behaviour)
{
    return request.header("authorization") == "Basic " + base64(behaviour.user + ":" + behaviour.password);
}

/// What a request needs, in the words of tokens.
std::vector<std::string> needs(const RegistryRequest& request)
{
    switch (request.kind) {
        case RequestKind::ping:
        case RequestKind::token:
        case RequestKind::unknown: return {};
        case RequestKind::list_tags:
        case RequestKind::manifest_head:
        case RequestKind::manifest_get:
        case RequestKind::blob_head:
        case RequestKind::blob_get:
        case RequestKind::referrers: return {request.repository + " pull"};
        case RequestKind::manifest_delete:
        case RequestKind::blob_delete: return {request.repository + " delete"};
        case RequestKind::mount_post: return {request.repository + " push", request.pair("from") + " pull"};
        default: return {request.repository + " push"};
    }
}

/// "repository:team/app:pull,push" grants "team/app pull" and "team/app push"; several are separated by blanks.
std::set<std::string> grants_in(std::string_view scopes)
{
    std::set<std::string> grants;
    for (const auto scope : split(scopes, ' ')) {
        const auto parts = split(scope, ':');
        if (parts.size() != 3 || parts[0] != "repository") continue;
        for (const auto action : split(parts[2], ',')) grants.insert(fmt::format("{} {}", parts[1], action));
    }
    return grants;
}

std::string scope_of(const RegistryRequest& request)
{
    for (const auto& need : needs(request)) {
        const auto action = need.substr(need.rfind(' ') + 1);
        return fmt::format("repository:{}:{}", request.repository, action == "push" ? "pull,push" : action);
    }
    return "";
}

}  // namespace

std::optional<RegistryAnswer> RegistryLogin::refusal(const RegistryRequest& request, const RegistryBehaviour& behaviour,
                                                     const std::string& origin)
{
    if (behaviour.user.empty() || request.kind == RequestKind::token) return std::nullopt;
    const bool known = behaviour.gives_tokens ? admits(request) : knows_password(request, behaviour);
    return known ? std::nullopt : std::optional(challenge(request, behaviour.gives_tokens, origin));
}

bool RegistryLogin::admits(const RegistryRequest& request)
{
    constexpr std::string_view bearer = "Bearer ";
    const auto header = request.header("authorization");
    const auto token = header.starts_with(bearer) ? tokens_.find(header.substr(bearer.size())) : tokens_.end();
    if (token == tokens_.end() || token->second.left == 0) return false;
    --token->second.left;
    for (const auto& need : needs(request))
        if (!token->second.grants.contains(need)) return false;
    return true;
}

RegistryAnswer RegistryLogin::token(const RegistryRequest& request, const RegistryBehaviour& behaviour)
{
    const bool open = behaviour.user.empty();
    if (!open && !knows_password(request, behaviour)) return complaint(401, "UNAUTHORIZED", "authentication required");
    const auto token = fmt::format("token-{}", ++given_);
    tokens_[token] = {grants_in(request.pair("scope")), behaviour.requests_a_token};
    return {200, {{"Content-Type", "application/json"}}, compact(JsonObject{{"token", token}, {"expires_in", 300}})};
}

RegistryAnswer challenge(const RegistryRequest& request, bool gives_tokens, const std::string& origin)
{
    auto answer = complaint(401, "UNAUTHORIZED", "authentication required");
    answer.set("WWW-Authenticate", gives_tokens
                                       ? fmt::format(R"(Bearer realm="{}/token",service="fault-registry",scope="{}")",
                                                     origin, scope_of(request))
                                       : std::string(R"(Basic realm="fault-registry")"));
    return answer;
}

}  // namespace tagwarden::tests
