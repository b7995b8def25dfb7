// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <unordered_set>
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

    Result<std::vector<std::string>> tags() override;

    /// Milliseconds where one of the first sixteen is behind HEAD and none of them is on a far line. Else the history
    /// is read, once or twice: half a second each for 100,000 commits without a commit-graph file.
    Result<std::optional<std::string>> first_behind_head(const std::vector<std::string>& tags) override;

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
    using TagObjects = std::unordered_map<std::string, std::string>;  ///< by name

    /// The lines that this rev-list lists.
    Result<std::unordered_set<std::string>> listed(std::vector<std::string> rev_list) const;

    /// The first of the tags whose commit is not among those that lead to `beginnings` and not to HEAD.
    Result<std::optional<std::string>> first_not_beside_head(std::span<const std::string> tags,
                                                             const TagObjects& object_of,
                                                             std::vector<std::string> beginnings) const;

    GitProgram git_;
};

}  // namespace tagwarden
