// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string_view>

namespace tagwarden {

// What follows from the name of an operation, as intents carry it.

/// It withdraws what it goes away from, and moves no channel up.
constexpr bool goes_down(std::string_view operation)
{
    return operation == "rollback" || operation == "withdraw";
}

/// It makes a version eligible again, which is its subject.
constexpr bool brings_back(std::string_view operation)
{
    return operation == "reinstate";
}

/// It decides of one channel, which is its subject, and moves no other.
constexpr bool is_of_one_channel(std::string_view operation)
{
    return operation == "hold" || operation == "unhold" || operation == "promote";
}

/// It records a decision, which stands whatever becomes of the channels.
constexpr bool decides(std::string_view operation)
{
    return goes_down(operation) || is_of_one_channel(operation) || brings_back(operation);
}

/// It sets every channel where the rules want it, and so does whatever was decided before.
constexpr bool follows_all_rules(std::string_view operation)
{
    return operation == "publish" || operation == "settle" || operation == "reinstate";
}

/// It brings the content of one release, which is its subject, under the release's own names.
constexpr bool brings_a_release(std::string_view operation)
{
    return operation == "publish" || operation == "repair";
}

}  // namespace tagwarden
