// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/auth/credentials.h"

#include "adapters/auth/base64.h"

namespace tagwarden {

Secret basic_authorization(const std::string& user, const Secret& password)
{
    return Secret("Basic " + base64_encode(user + ":" + password.reveal()));
}

}  // namespace tagwarden
