// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <memory>
#include <string>
#include <vector>

#include "tests/support/temporary_folder.h"

namespace tagwarden::tests {

/// A certificate and its key: files in PEM.
struct CertificatePair {
    std::string certificate;
    std::string key;
};

enum class Validity { now, past, future };

/// A certificate authority of a test's own, that nobody else knows.
class TestAuthority {
public:
    TestAuthority();
    ~TestAuthority();
    TestAuthority(const TestAuthority&) = delete;
    TestAuthority& operator=(const TestAuthority&) = delete;

    const std::string& file() const { return file_; }  ///< its own certificate

    /// A folder that has it under its hash, as OpenSSL looks for it.
    std::string hashed_folder() const;

    /// Signs a certificate for these names and IP addresses; for servers and clients.
    CertificatePair issue(const std::vector<std::string>& names, Validity validity = Validity::now);

private:
    struct Keys;

    TemporaryFolder folder_;
    std::unique_ptr<Keys> keys_;
    std::string file_;
    int issued_ = 0;
};

}  // namespace tagwarden::tests
