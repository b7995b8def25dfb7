// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "adapters/auth/secret.h"

namespace tagwarden {

/// What is known of a user of a registry: at least one of the three secrets.
struct Credentials {
    std::string user;  ///< may be empty beside a token
    std::optional<Secret> password;
    std::optional<Secret> identity_token;  ///< the token server gives tokens for it (OAuth2 "refresh_token")
    std::optional<Secret> registry_token;  ///< goes to the registry as it is
    std::string source;                    ///< where they come from, for messages: a file or a credential helper

    bool operator==(const Credentials&) const = default;
};

/// "Basic …" (RFC 7617) for a user and what proves it.
Secret basic_authorization(const std::string& user, const Secret& password);

/// True where a text from outside holds one of the secrets, as it is or as it is sent.
bool shows(std::string_view text, const Credentials& credentials);

}  // namespace tagwarden
