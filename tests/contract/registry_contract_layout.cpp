// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/layout/layout_repository.h"
#include "tests/contract/registry_contract.h"
#include "tests/support/temporary_folder.h"

namespace tagwarden::tests {

namespace {

struct LayoutPlace final : Place {
    std::unique_ptr<Repository> open() override { return open_layout(folder.path() / "layout").value(); }

    TemporaryFolder folder;
};

RegistryImplementation layout()
{
    return {"layout", [] { return std::make_unique<LayoutPlace>(); }};
}

}  // namespace

INSTANTIATE_TEST_SUITE_P(layout, RegistryContract, testing::Values(layout()), testing::PrintToStringParamName());
INSTANTIATE_TEST_SUITE_P(layout, ReferrersContract, testing::Values(layout()), testing::PrintToStringParamName());

}  // namespace tagwarden::tests
