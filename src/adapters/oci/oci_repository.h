// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <memory>

#include "core/location.h"
#include "ports/access.h"
#include "ports/registry.h"

namespace tagwarden {

class RegistrySession;

/// A repository in a registry that speaks the OCI distribution API (distribution-spec 1.1).
/// Where `access` says nothing: plain HTTP on this machine's loopback, TLS elsewhere. Asks nothing yet.
/// A usage error for a location that is not in a registry.
Result<std::unique_ptr<Repository>> open_oci_repository(const Location& location, const Access& access,
                                                        RegistrySession& session);

}  // namespace tagwarden
