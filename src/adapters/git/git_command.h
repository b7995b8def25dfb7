// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "adapters/git/git_program.h"
#include "ports/git.h"

namespace tagwarden {

/// Asks the git program. It alone honours every repository format, credential helper and safe.directory setting of a
/// machine. Only commands whose answers no user's configuration changes; nothing in the repository is written.
class GitCommand final : public Git {
public:
    /// The checkout is the one that this folder is in.
    explicit GitCommand(std::filesystem::path folder) : git_(std::move(folder)) {}

    /// Beyond what the port promises: local when git is missing, usage when it is older than 2.30, denied when git
    /// does not trust the owner of the repository; each with what to type.
    Result<std::optional<CheckoutFacts>> checkout() override;

    /// A second or so where the history has 100,000 commits and no commit-graph file: all of it is read from HEAD.
    Result<std::vector<std::string>> tags(TagReach reach) override;

    Result<std::int64_t> commits_since(const std::optional<std::string>& tag) override;

private:
    struct TagObject {
        std::string name;
        std::string object;  ///< what the tag leads to in the end: a commit as a rule
    };

    Result<CheckoutFacts> facts(std::string commit, bool shallow) const;
    Result<Time> time_of(const std::string& commit) const;
    Result<std::string> branch() const;
    Result<bool> dirty() const;
    Result<std::vector<TagObject>> tag_objects() const;

    GitProgram git_;
};

}  // namespace tagwarden
