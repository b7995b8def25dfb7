// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>

#include "tests/support/server_process.h"
#include "tests/support/temporary_folder.h"

namespace tagwarden::tests {

/// Debian's docker-registry as a process of its own, on a free loopback port, empty, and without login unless the
/// configuration says otherwise. Answers when the constructor returns; stopped and forgotten by the destructor.
/// Throws when the program is not installed or does not come up: a test without its peer must not pass.
class DockerRegistry {
public:
    /// `more` is added to its configuration: "auth: {htpasswd: …}".
    explicit DockerRegistry(std::string more = {});

    const std::string& host() const { return host_; }  ///< "127.0.0.1:43211"

private:
    void start();

    std::string more_;
    TemporaryFolder folder_;
    std::string host_;
    ServerProcess process_;
};

}  // namespace tagwarden::tests
