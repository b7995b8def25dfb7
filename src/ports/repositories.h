// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <memory>

#include "base/result.h"
#include "core/location.h"
#include "ports/registry.h"

namespace tagwarden {

/// How to reach a repository.
struct Access {
    bool plain_http = false;  ///< HTTP without TLS also beyond this machine
};

/// Opens locations. Opening asks nothing of a registry yet: the first question tells whether it is there.
struct Repositories {
    virtual ~Repositories() = default;

    virtual Result<std::unique_ptr<RepositoryReader>> open_for_reading(const Location& location,
                                                                       const Access& access) = 0;

    /// A usage error for an archive.
    virtual Result<std::unique_ptr<Repository>> open(const Location& location, const Access& access) = 0;
};

}  // namespace tagwarden
