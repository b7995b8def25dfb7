// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <gtest/gtest.h>

#include "adapters/auth/base64.h"
#include "base/result.h"

namespace tagwarden::tests {

/// Every secret of these tests has "hush" in it: none may be in an error, neither as it is nor in base64.
inline void expect_no_secret(const Error& error)
{
    auto all = error.message + "\n" + error.hint;
    for (const auto& line : error.trail) all += "\n" + line;
    if (error.place) all += "\n" + error.place->text + error.place->wanted;
    EXPECT_EQ(all.find("hush"), std::string::npos) << all;
    for (const std::string user : {"user", "me", "", "<token>"}) {
        const auto encoded = base64_encode(user + ":hush").substr(0, (user.size() + 5) / 3 * 4);
        EXPECT_EQ(all.find(encoded), std::string::npos) << all;
    }
}

}  // namespace tagwarden::tests
