// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>

#include "adapters/auth/registry_place.h"
#include "adapters/http/url.h"

namespace tagwarden {

/// The token server that a registry names, when it may be asked and given credentials: any https URL without a user
/// name; http only on loopback for a registry on loopback, or where plain HTTP was declared for the registry. Whatever
/// the registry, not an address that cloud machines keep their own secrets at (169.254.0.0/16, fe80::/10,
/// fd00:ec2::254). An address on loopback or in a private network only for a registry that is there itself: a registry
/// on the internet must not make this machine ask its neighbours. Names are not resolved.
/// Malformed when it is no such URL, refused when a rule is against it.
Result<Url> check_realm(const RegistryPlace& place, const std::string& realm);

}  // namespace tagwarden
