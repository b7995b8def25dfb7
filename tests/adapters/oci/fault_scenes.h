// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "adapters/oci/registry_client.h"
#include "tests/support/fault_registry.h"
#include "tests/support/registry_session.h"

namespace tagwarden::tests {

/// A client of a faulty registry: its time passes only when it waits, and then the registry that went away is back.
class FaultClock final : public Clock {
public:
    explicit FaultClock(FaultRegistry& registry) : registry_(registry) {}

    Time now() override { return time_.now(); }
    std::chrono::milliseconds running() override { return time_.running(); }
    void wait(std::chrono::milliseconds length) override
    {
        time_.wait(length);
        registry_.come_back();
    }

private:
    FaultRegistry& registry_;
    SetClock time_;
};

/// Something that a client does with the repository "app", and where on its way the faults strike.
struct FaultScene {
    std::string name;                                ///< "move"
    RequestKind kind;                                ///< of the requests that go wrong
    int first = 1;                                   ///< the number of the first that does
    std::optional<FaultRule> before = std::nullopt;  ///< what else goes wrong, so that these requests are made at all
    /// Fails, too, when what it read is not what was there.
    std::function<Result<void>(Repository&, RegistryClient&)> act;
    /// True when the registry holds what a success promises.
    std::function<bool(const RegistryStore&)> done = [](const RegistryStore&) { return true; };
    RegistryBehaviour behaviour = {.page_size = 2};
    /// After so long a request has stalled: on a slow machine, with every check on, a good one must not look like one.
    std::chrono::milliseconds stall{1500};
};

const std::vector<FaultScene>& fault_scenes();

/// What is in the registry when a scene begins.
const RegistryStore& content_before_faults();

}  // namespace tagwarden::tests
