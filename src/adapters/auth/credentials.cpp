// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/auth/credentials.h"

#include "adapters/auth/base64.h"

namespace tagwarden {

Secret basic_authorization(const std::string& user, const Secret& password)
{
    return Secret("Basic " + base64_encode(user + ":" + password.reveal()));
}

bool shows(std::string_view text, const Credentials& credentials)
{
    for (const auto* secret : {&credentials.password, &credentials.identity_token, &credentials.registry_token})
        if (*secret && (shows(text, **secret) || shows(text, basic_authorization(credentials.user, **secret))))
            return true;
    return false;
}

}  // namespace tagwarden
