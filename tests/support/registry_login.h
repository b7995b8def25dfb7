// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>

#include "tests/support/registry_api.h"

namespace tagwarden::tests {

/// Who may come in: Basic, or Bearer with tokens of its own token server (distribution, "Token Authentication"). A
/// token is good for what it was asked for and for so many requests as RegistryBehaviour says, then it has expired.
class RegistryLogin {
public:
    /// The answer for who may not; nothing for who may.
    std::optional<RegistryAnswer> refusal(const RegistryRequest& request, const RegistryBehaviour& behaviour,
                                          const std::string& origin);

    /// What the token server answers.
    RegistryAnswer token(const RegistryRequest& request, const RegistryBehaviour& behaviour);

private:
    struct Token {
        std::set<std::string> grants;  ///< "team/app pull"
        int left = 0;
    };

    bool admits(const RegistryRequest& request);

    std::map<std::string, Token> tokens_;
    int given_ = 0;
};

/// The answer 401 with what is wanted of the client.
RegistryAnswer challenge(const RegistryRequest& request, bool gives_tokens, const std::string& origin);

}  // namespace tagwarden::tests
