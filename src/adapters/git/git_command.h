// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "ports/git.h"

namespace tagwarden {

/// Asks the git program, without a shell. It alone honours every repository format, credential helper and
/// safe.directory setting of a machine. Only plumbing commands, whose answers no user's configuration changes;
/// nothing in the repository is written, not even its index.
class GitCommand final : public Git {
public:
    /// The checkout is the one that this folder is in.
    explicit GitCommand(std::filesystem::path folder) : folder_(std::move(folder)) {}

    /// Beyond what the port promises: local when git is missing, usage when it is older than 2.30, denied when git
    /// does not trust the owner of the repository; each with what to type.
    Result<std::optional<CheckoutFacts>> checkout() override;

private:
    struct Answer {
        int exit_code;
        std::string output;  ///< without white space around it
        std::string errors;
    };

    Result<Answer> ask(std::vector<std::string> arguments) const;
    /// The output of a command whose failure means that something is broken.
    Result<std::string> must_answer(std::vector<std::string> arguments) const;

    Result<void> check_program() const;
    Result<bool> is_work_tree() const;
    Result<bool> why_not(const Answer& refusal) const;
    Result<std::string> branch() const;
    Result<CheckoutFacts> facts(const std::string& commit) const;

    std::filesystem::path folder_;
};

}  // namespace tagwarden
