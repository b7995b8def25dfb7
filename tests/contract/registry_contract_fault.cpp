// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/oci/oci_repository.h"
#include "tests/contract/registry_contract.h"
#include "tests/support/fault_registry.h"
#include "tests/support/registry_session.h"

namespace tagwarden::tests {

namespace {

/// The registry that is made to fail elsewhere, as it is when no rule strikes.
struct FaultRegistryPlace final : Place {
    explicit FaultRegistryPlace(const RegistryBehaviour& behaviour) : registry(behaviour) {}

    std::unique_ptr<Repository> open() override
    {
        const auto location = Location::parse(registry.host() + "/team/app").value();
        return open_oci_repository(location, {}, session.registry).value();
    }

    FaultRegistry registry;
    TestSession session;
};

RegistryImplementation fault_registry(const std::string& name, const RegistryBehaviour& behaviour)
{
    return {name, [behaviour] { return std::make_unique<FaultRegistryPlace>(behaviour); }};
}

}  // namespace

INSTANTIATE_TEST_SUITE_P(fault_registry, RegistryContract,
                         testing::Values(fault_registry("as_it_is", {}),
                                         fault_registry("small_pages_and_absolute_links",
                                                        {.page_size = 2, .absolute_links = true})),
                         testing::PrintToStringParamName());

}  // namespace tagwarden::tests
