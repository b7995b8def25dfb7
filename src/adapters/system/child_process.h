// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "ports/stop_signal.h"

namespace tagwarden {

/// A program to run, without a shell: no argument is ever interpreted.
struct ChildProcess {
    std::vector<std::string> arguments;                        ///< the first is the program, looked up in its PATH
    std::filesystem::path folder;                              ///< where it runs
    std::map<std::string, std::string> environment;            ///< added to the environment of this process
    std::string input = {};                                    ///< what it reads from its standard input
    std::size_t output_limit = std::size_t{16} * 1024 * 1024;  ///< of stdout, and of stderr
    std::chrono::milliseconds time_limit{60'000};
    const StopSignal* stop = nullptr;  ///< what ends it before
};

/// What a program that ended by itself left behind.
struct ChildOutcome {
    int exit_code = 0;  ///< as a shell says it: 128 and the signal's number where a signal ended it
    std::string output;
    std::string errors;
};

/// Runs a program to its end. Its failure is an outcome, not an error. A PATH given to it is the one it is found by,
/// and only the absolute folders in that one count. not_found when there is no such program; local when it cannot be
/// started, takes longer than its time limit or says more than its output limit; interrupted when it is stopped. Then
/// it is killed together with what it started.
Result<ChildOutcome> run(const ChildProcess& child);

}  // namespace tagwarden
