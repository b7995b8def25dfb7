// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <ostream>
#include <string>

#include "ports/registry.h"

namespace tagwarden::tests {

/// One place that any number of handles can be opened on, as processes do.
struct Place {
    virtual ~Place() = default;

    virtual std::unique_ptr<Repository> open() = 0;
};

/// An implementation of the repository, as the contract wants to know it.
struct RegistryImplementation {
    std::string name;
    std::function<std::unique_ptr<Place>()> make_place;  ///< where nothing is yet
};

inline std::ostream& operator<<(std::ostream& out, const RegistryImplementation& implementation)
{
    return out << implementation.name;
}

/// What ports/registry.h promises, held against an implementation. The rules are in registry_contract.cpp; a test
/// program lists that file and says INSTANTIATE_TEST_SUITE_P for each implementation it brings.
class RegistryContract : public testing::TestWithParam<RegistryImplementation> {
protected:
    std::unique_ptr<Place> place = GetParam().make_place();
    std::unique_ptr<Repository> repository = place->open();
};

/// The rules of attached content, in registry_contract_referrers.cpp.
class ReferrersContract : public RegistryContract {};

}  // namespace tagwarden::tests
