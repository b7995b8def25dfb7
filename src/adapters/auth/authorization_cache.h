// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/auth/scope.h"
#include "adapters/auth/secret.h"

namespace tagwarden {

/// How a registry wants to be told who is there.
struct AuthorizationWay {
    bool basic = false;   ///< user name and password; else a token
    std::string realm;    ///< the token server, checked (realm_check.h)
    std::string service;  ///< as the registry calls itself to it

    bool operator==(const AuthorizationWay&) const = default;
};

/// A header that was got, and what for.
struct Authorization {
    AuthorizationWay way;
    ScopeSet wanted;  ///< what the caller wants to do
    ScopeSet asked;   ///< what the token was asked for: the same, and what the registry's challenge named beside it
    Secret header;
    std::chrono::milliseconds got;      ///< when it was asked for, by Clock::running()
    std::chrono::milliseconds renewal;  ///< from then on a new one is asked for
};

/// The authorizations for one registry.
class AuthorizationCache {
public:
    /// One to send now: what was got for just this, else one that covers it. Nullptr when there is none that still
    /// holds for a while.
    const Authorization* usable(const ScopeSet& wanted, std::chrono::milliseconds now) const;

    /// What was got for just this, whether it still holds or not.
    const Authorization* exact(const ScopeSet& wanted) const;

    /// True where a text holds one of them.
    bool shown_in(std::string_view text) const;

    /// In the place of what was got for the same before.
    void put(Authorization authorization);

private:
    std::vector<Authorization> all_;
};

}  // namespace tagwarden
