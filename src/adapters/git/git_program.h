// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <chrono>
#include <expected>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace tagwarden {

/// Runs the git program in one folder, without a shell, and turns its refusals into errors. It never asks for a
/// password, and leaves the repository as it is, even its index.
class GitProgram {
public:
    explicit GitProgram(std::filesystem::path folder) : folder_(std::move(folder)) {}

    struct Answer {
        int exit_code;
        std::string output;  ///< of ask() without white space around it
        std::string errors;
    };

    /// An exit code other than 0 is an answer. not_found when git is missing.
    Result<Answer> ask(std::vector<std::string> arguments) const;

    /// What goes with a command beyond its arguments.
    struct Circumstances {
        std::map<std::string, std::string> environment = {};
        std::string input = {};
        std::chrono::milliseconds time_limit{60'000};
    };

    /// The same with the output byte for byte.
    Result<Answer> ask_exactly(std::vector<std::string> arguments, Circumstances circumstances) const;

    /// The output of a command whose failure means that something is broken.
    Result<std::string> must_answer(std::vector<std::string> arguments) const;

    /// usage when git is older than 2.30.
    Result<void> check_version() const;

    /// After an answer that a missing repository explains: succeeds when there is none. denied, with what to type, when
    /// git does not trust who owns it; local when it is broken.
    Result<void> expect_no_repository(const Answer& refusal) const;

    /// local, with the first line that git said of it.
    std::unexpected<Error> broken(std::string_view errors) const;

private:
    std::filesystem::path folder_;
};

}  // namespace tagwarden
