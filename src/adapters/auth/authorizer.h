// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <chrono>
#include <future>
#include <map>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "adapters/auth/authorization_cache.h"
#include "adapters/auth/challenge.h"
#include "adapters/auth/credential_store.h"
#include "adapters/auth/registry_place.h"
#include "adapters/auth/scope.h"
#include "adapters/auth/secret.h"
#include "adapters/auth/token_request.h"
#include "adapters/http/http_message.h"
#include "ports/clock.h"

namespace tagwarden {

/// Knows what to say to registries that ask who is there. What was got is kept for the process; what several threads
/// want at once is asked for once. Thread-safe. What it is built on must outlive it.
///
///     send the request with header(place, scopes);
///     if its answer is 401, or 403, and answer_challenge(place, scopes, its headers, what was sent) is true: once more
class Authorizer {
public:
    using Parting = decltype(HttpRequest::parting);

    Authorizer(CredentialStore& credentials, Clock& clock, SendTokenRequest send);

    /// The value of the Authorization header for a request. Nothing before the registry was heard: anonymous first.
    /// Then what was got before and still holds for a while, also for more than these scopes; or it is got now, from
    /// the token server that the registry named last. Nothing when that refuses: let the registry say what it wants. No
    /// secret goes over plain HTTP beyond loopback unless the place is declared plain_http. `parting` is that of the
    /// request, and of those that it takes to get the header.
    Result<std::optional<Secret>> header(const RegistryPlace& place, std::span<const Scope> scopes,
                                         Parting parting = {});

    /// Learns from an answer (401, or 403) with a challenge to a request that carried `sent`. True when header() has
    /// something else to say now: ask the same again with it. A token that held until now is renewed; one that is
    /// refused as soon as it was got is not asked for again. More than three challenges to one request need not be
    /// answered. False when the answer has no challenge: then it speaks for itself. Denied when no credentials are
    /// known or those known were refused; refused when a rule forbids to send them (see check_realm); malformed when a
    /// challenge or a file of credentials cannot be understood. Of several challenges a token server that may be asked
    /// comes first, then Basic. A failure with several scopes may be due to one of them: whoever can do with less may
    /// try again.
    Result<bool> answer_challenge(const RegistryPlace& place, std::span<const Scope> scopes, const HttpHeaders& answer,
                                  const std::optional<Secret>& sent, Parting parting = {});

    /// True where a text from the registry holds something that was said to it, or what that was made of.
    bool shows_secret(const RegistryPlace& place, std::string_view text);

private:
    /// What is known of one registry.
    struct Registry {
        AuthorizationWay way;
        AuthorizationCache authorizations;
    };
    using Outcome = Result<Secret>;

    /// One thing to get.
    struct Errand {
        const RegistryPlace& place;
        AuthorizationWay way;
        ScopeSet wanted;
        ScopeSet asked;
        std::optional<Secret> sent;  ///< this one was refused
        Parting parting{};

        std::string name() const;
    };

    Outcome get(const Errand& errand);
    Outcome fetch(const Errand& errand);
    Result<Authorization> basic(const Errand& errand, const std::optional<Credentials>& credentials) const;
    Result<Authorization> bearer(const Errand& errand, std::optional<Credentials> credentials);
    Result<Token> exchange(const TokenQuestion& question, std::optional<Credentials> credentials, Parting parting);

    /// What another thread got meanwhile. Under the lock, as the next one.
    std::optional<Secret> newer(const Errand& errand) const;
    /// True when what was refused had just been got for the same.
    bool refused_for_good(const Errand& errand) const;

    std::unexpected<Error> none_known(const RegistryPlace& place) const;
    std::unexpected<Error> denied(const Errand& errand) const;

    CredentialStore& credentials_;
    Clock& clock_;
    SendTokenRequest send_;

    std::mutex mutex_;
    std::map<std::string, Registry> registries_;                    ///< by origin
    std::map<std::string, std::shared_future<Outcome>> under_way_;  ///< by the errand's name
    std::map<std::string, Secret> newer_identity_tokens_;           ///< by the one that credentials name
};

}  // namespace tagwarden
