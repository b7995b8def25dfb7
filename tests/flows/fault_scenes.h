// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "tests/flows/story.h"

namespace tagwarden::tests {

/// Three places, in the order in which they are asked: two that count, and one between them that may lag.
inline constexpr auto with_places_of_both_kinds = R"(
product: app
images: { app: {} }
destinations:
  first:    { to: "oci:a" }
  optional: { to: "oci:b", optional: true }
  last:     { to: "oci:c" }
channels:
  latest:    { follow: stable }
  "{major}": { follow: stable }
  lts:       { follow: manual }
)";

/// Something that a user does, and what was done before.
struct Scene {
    std::string name;
    std::function<void(Story&)> prepare;
    std::function<Result<void>(Story&)> act;
    std::vector<std::string> points;  ///< where in it a fault can strike
};

const std::vector<Scene>& scenes();

/// What goes wrong with a name that a place is asked to set. Each is undone by heal().
struct Fault {
    std::string name;
    /// What it gives becomes true when the fault strikes.
    std::function<std::shared_ptr<const bool>(Story&, const std::string& destination, const std::string& point)> arm;
    std::vector<std::string> points;
};

const std::vector<Fault>& faults();

void heal(Story& story);

}  // namespace tagwarden::tests
