// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <vector>

namespace tagwarden {

/// One thing that a check found wrong. The code is stable: scripts may rely on it.
struct Finding {
    std::string code;     ///< "content-says-other-version"
    std::string subject;  ///< what it is about: "gokapi linux/amd64", "docker.io/x/y:1.8.0"
    std::string message;  ///< one sentence with both values

    bool operator==(const Finding&) const = default;
};

/// All messages as the one of an error, each on a line of its own.
std::string messages_of(const std::vector<Finding>& findings);

}  // namespace tagwarden
