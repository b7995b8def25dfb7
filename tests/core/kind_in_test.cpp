// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/kind_in.h"

#include <gtest/gtest.h>

#include <tuple>
#include <vector>

namespace tagwarden {
namespace {

TEST(KindIn, a_text_gives_its_kind_away)
{
    using enum BuildKind;
    for (const auto& [order, text, kind] : std::vector<std::tuple<Order, std::string, BuildKind>>{
             {Order::semver, "1.8.2", release},
             {Order::semver, "1.8.2+dev", release},
             {Order::semver, "1.8.2-rc.1", prerelease},
             {Order::semver, "1.8.2-developer.1", prerelease},
             {Order::semver, "1.8.2-dev.5.77+gabc12345", branch},
             {Order::semver, "1.8.2-nightly.20260112.78+gabc12345", nightly},
             {Order::semver, "1.9.0-rc.1.dev.3.77+gabc12345", branch},
             {Order::semver, "1.9.0-rc1.nightly.20260112.7+gabc12345", nightly},
             {Order::calver, "2026.01.7", release},
             {Order::calver, "2026-01-07-beta.1", prerelease},
             {Order::calver, "2026.01.8-dev.5.77+gabc12345", branch},
             {Order::omnibus, "13.1.0-ee.0", release},
             {Order::omnibus, "13.1.0+ee.0", release},
             {Order::omnibus, "13.1.0-fips.1", release},
             {Order::omnibus, "13.1.0-rc42.ee.0", prerelease},
             {Order::omnibus, "13.1.0+rc42.ee.0", prerelease},
             {Order::omnibus, "13.1.1+rnightly.159756.b2b5f05e-0", nightly},
             {Order::omnibus, "13.1.1+rnightly.fips.159756.b2b5f05e-0", nightly},
             {Order::omnibus, "13.1.1+rfbranch.159756.b2b5f05e-0", branch},
             {Order::omnibus, "16.2.0+internal1-0", BuildKind::internal},
             {Order::omnibus, "16.2+stable.12345.abc123-0", BuildKind::internal},
             {Order::omnibus, "13.1.1-0", branch},
             {Order::omnibus, "15.8.202301050320-f31c1fb2e4e.1fb9e2c1a72", BuildKind::auto_deploy},
             {Order::omnibus, "15.8.202301050320+f31c1fb2e4e.1fb9e2c1a72", BuildKind::auto_deploy},
             {Order::deb, "1.0~rc1-2", prerelease},
             {Order::deb, "1.0-2", release},
             {Order::pep440, "1.0.dev3", prerelease},
             {Order::natural, "3.12-alpine3.20", release}})
        EXPECT_EQ(kind_in(*Version::parse(order, text)), kind) << text;
}

}  // namespace
}  // namespace tagwarden
