// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/memory/memory_repository.h"
#include "tests/contract/registry_contract.h"

namespace tagwarden::tests {

namespace {

struct MemoryPlace final : Place {
    std::unique_ptr<Repository> open() override { return std::make_unique<MemoryRepository>(store); }

    std::shared_ptr<MemoryStore> store = std::make_shared<MemoryStore>();
};

RegistryImplementation memory()
{
    return {"memory", [] { return std::make_unique<MemoryPlace>(); }};
}

}  // namespace

INSTANTIATE_TEST_SUITE_P(memory, RegistryContract, testing::Values(memory()), testing::PrintToStringParamName());
INSTANTIATE_TEST_SUITE_P(memory, ReferrersContract, testing::Values(memory()), testing::PrintToStringParamName());

}  // namespace tagwarden::tests
