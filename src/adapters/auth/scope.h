// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tagwarden {

/// One thing a token may do in one repository (distribution token specification, "scope").
struct Scope {
    std::string repository;
    std::string actions;  ///< "pull", "pull,push", "delete", "*"

    bool operator==(const Scope&) const = default;
};

/// Scopes as a token server is asked for them: "repository:team/app:pull,push". Each resource comes once, in the order
/// of its first mention, because some servers read only the first scope.
class ScopeSet {
public:
    ScopeSet() = default;
    explicit ScopeSet(std::span<const Scope> scopes);

    /// Adds what a challenge asks for, one or several scopes with spaces in between. What is no scope is passed over.
    void add_challenge(std::string_view text);

    /// True when a token for these scopes may do all that one for `other` may. One for nothing at all is always
    /// covered.
    bool covers(const ScopeSet& other) const;

    std::vector<std::string> texts() const;
    std::string str() const;  ///< all of them, with spaces in between; equal for equal sets

    bool operator==(const ScopeSet&) const = default;

private:
    struct Resource {
        std::string name;                  ///< "repository:team/app", "registry:catalog"
        std::vector<std::string> actions;  ///< in the order of their mention, each once

        bool operator==(const Resource&) const = default;
    };

    void add(const std::string& name, std::string_view actions);
    const Resource* find(std::string_view name) const;

    std::vector<Resource> resources_;
};

}  // namespace tagwarden
