// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/target.h"

#include <gtest/gtest.h>

namespace tagwarden {
namespace {

Target target(const std::string& location, std::optional<bool> plain_http)
{
    return {"hub", "app", Location::parse(location).value(), {BuildKind::release}, false, plain_http};
}

TEST(Target, what_is_said_of_plain_http_holds_for_all_of_its_host)
{
    const std::vector<Target> targets{target("localhost:5000/app", std::nullopt), target("localhost:5000/app", false),
                                      target("r.example/app", true), target("oci:out", true)};
    const auto said = [&](const std::string& location) {
        return plain_http_at(targets, Location::parse(location).value());
    };
    EXPECT_EQ(said("localhost:5000/other"), false);
    EXPECT_EQ(said("r.example/other/app"), true);
    EXPECT_EQ(said("localhost:5001/app"), std::nullopt);
    EXPECT_EQ(said("r.example:443/app"), std::nullopt);
    EXPECT_EQ(said("docker-archive:app.tar"), std::nullopt);
}

}  // namespace
}  // namespace tagwarden
