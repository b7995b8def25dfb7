// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tagwarden {

/// The keys that one kind of map in tagwarden.yaml may have.
struct KeyTable {
    std::string object;                ///< its name in the JSON Schema
    std::vector<std::string> known;    ///< in the order in which errors list them
    std::vector<std::string> not_yet;  ///< words of the design that this version cannot act on
};

/// The one place that says which keys there are; the JSON Schema is held against it.
std::span<const KeyTable> key_tables();

/// The table of an object that is there.
const KeyTable& keys_of(std::string_view object);

}  // namespace tagwarden
