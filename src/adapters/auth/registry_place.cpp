// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/auth/registry_place.h"

#include "core/location.h"

namespace tagwarden {

bool takes_secrets(const RegistryPlace& place)
{
    constexpr std::string_view plain = "http://";
    if (!place.origin.starts_with(plain)) return true;
    return place.plain_http || is_loopback(std::string_view(place.origin).substr(plain.size()));
}

}  // namespace tagwarden
