// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>

#include "tests/support/server_process.h"
#include "tests/support/temporary_folder.h"

namespace tagwarden::tests {

/// `git daemon` on loopback: the repositories in a folder, for everybody to read and to write.
class GitDaemon {
public:
    explicit GitDaemon(const std::string& folder);

    /// "git://127.0.0.1:PORT"; a repository is a path behind it.
    const std::string& url() const { return url_; }

private:
    std::string url_;
    TemporaryFolder home_;
    ServerProcess process_;
};

}  // namespace tagwarden::tests
