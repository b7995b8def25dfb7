// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <sys/types.h>

#include <functional>
#include <string>
#include <vector>

namespace tagwarden::tests {

/// A server that belongs to one test: ended by its process id with this object, and by the kernel should the test die.
class ServerProcess {
public:
    ServerProcess() = default;
    ~ServerProcess() { stop(); }
    ServerProcess(const ServerProcess&) = delete;
    ServerProcess& operator=(const ServerProcess&) = delete;

    /// Runs a program found on PATH; what it says goes to the file `log`.
    void start(std::vector<std::string> command, const std::string& log);

    /// Waits until `up` says so; false when the program has ended instead, or took 20 s.
    bool comes_up(const std::function<bool()>& up);

    void stop();

private:
    pid_t process_ = -1;
};

}  // namespace tagwarden::tests
