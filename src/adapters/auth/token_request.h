// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>

#include "adapters/auth/credentials.h"
#include "adapters/auth/scope.h"
#include "adapters/auth/secret.h"
#include "adapters/http/http_message.h"
#include "adapters/http/url.h"

namespace tagwarden {

/// What a token server is asked for.
struct TokenQuestion {
    Url realm;            ///< checked already (realm_check.h)
    std::string service;  ///< as the registry calls itself; may be empty
    ScopeSet scopes;
};

struct Token {
    Secret text;
    std::chrono::seconds lifetime{60};     ///< from the moment it was asked for; at most a day
    std::optional<Secret> identity_token;  ///< to be used from now on, where the server gave a new one
};

/// Sends a request to a token server. Any status is an answer. Patience, and what happens without an answer, are its
/// own matter; more than most_token_answer bytes it need not read.
using SendTokenRequest = std::function<Result<HttpResponse>(const HttpRequest&)>;

inline constexpr std::size_t most_token_answer = std::size_t{64} * 1024;

/// Asks for a token: with an identity token by POST (distribution, "OAuth2 Token Authentication"), else by GET, with
/// Basic where there is a password and without anything where there are no credentials ("Token Authentication
/// Specification"). A server that does not know POST (404, 405) is asked by GET.
/// Denied when the server refuses, with what it says of it unless that holds a secret; malformed when there is no token
/// in its answer.
Result<Token> request_token(const TokenQuestion& question, const std::optional<Credentials>& credentials,
                            const SendTokenRequest& send);

}  // namespace tagwarden
