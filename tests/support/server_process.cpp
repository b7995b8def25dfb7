// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/server_process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace tagwarden::tests {

namespace {

/// In the child. It also ends when the test dies before it could stop it.
[[noreturn]] void become(char* const* arguments, const char* log)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    const int out = open(log, O_WRONLY | O_CREAT | O_APPEND, 0600);
    dup2(out, STDOUT_FILENO);
    dup2(out, STDERR_FILENO);
    execvp(arguments[0], arguments);
    _exit(127);
}

}  // namespace

void ServerProcess::start(std::vector<std::string> command, const std::string& log)
{
    stop();
    std::vector<char*> arguments;
    for (auto& argument : command) arguments.push_back(argument.data());
    arguments.push_back(nullptr);
    process_ = fork();
    if (process_ == 0) become(arguments.data(), log.c_str());
}

bool ServerProcess::comes_up(const std::function<bool()>& up)
{
    constexpr int tries = 1000, apart_ms = 20;
    for (int i = 0; i < tries; ++i) {
        // Its own end first: then whoever answers is another.
        if (waitpid(process_, nullptr, WNOHANG) == process_) {
            process_ = -1;
            return false;
        }
        if (up()) return true;
        poll(nullptr, 0, apart_ms);
    }
    return false;
}

void ServerProcess::stop()
{
    if (process_ <= 0) return;
    kill(process_, SIGKILL);
    waitpid(process_, nullptr, 0);
    process_ = -1;
}

}  // namespace tagwarden::tests
