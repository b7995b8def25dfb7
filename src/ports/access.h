// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

namespace tagwarden {

/// How a registry may be spoken to.
struct Access {
    bool plain_http = false;  ///< HTTP without TLS also beyond this machine
};

}  // namespace tagwarden
