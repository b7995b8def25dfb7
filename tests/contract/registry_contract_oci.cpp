// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include <fmt/format.h>

#include "adapters/oci/oci_repository.h"
#include "tests/contract/registry_contract.h"
#include "tests/support/docker_registry.h"
#include "tests/support/registry_session.h"

namespace tagwarden::tests {

namespace {

/// One registry serves all tests of this program; each gets a repository of its own.
struct RegistryPlace final : Place {
    explicit RegistryPlace(std::string reference) : location(Location::parse(reference).value()) {}

    std::unique_ptr<Repository> open() override { return open_oci_repository(location, {}, session.registry).value(); }

    Location location;
    TestSession session;
};

std::unique_ptr<Place> fresh_repository()
{
    static DockerRegistry registry;
    static int count = 0;
    return std::make_unique<RegistryPlace>(fmt::format("{}/contract/test{}", registry.host(), ++count));
}

RegistryImplementation docker_registry()
{
    return {"docker_registry", fresh_repository};
}

}  // namespace

INSTANTIATE_TEST_SUITE_P(oci, RegistryContract, testing::Values(docker_registry()), testing::PrintToStringParamName());

}  // namespace tagwarden::tests
