// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "cli/arguments.h"
#include "cli/world.h"
#include "flows/operation.h"

namespace tagwarden {

/// What somebody wants published, checked and ready to be done.
struct PublishRequest {
    Operation operation;
    BuildKind kind = BuildKind::release;
};

/// What `publish` and `plan` have in common: the version, the content and the checks, up to an operation that would
/// publish it. Reads only.
Result<PublishRequest> publish_request(const Arguments& arguments, World& world);

}  // namespace tagwarden
