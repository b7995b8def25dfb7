// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/git_daemon.h"

#include <array>
#include <cstdio>
#include <memory>
#include <stdexcept>

#include "tests/support/loopback.h"

namespace tagwarden::tests {

namespace {

/// The program itself: `git daemon` would start it as a child, which nobody ends.
std::string daemon_program()
{
    const std::unique_ptr<FILE, int (*)(FILE*)> answer(popen("git --exec-path", "r"), pclose);
    std::array<char, 4096> line{};
    if (!answer || fgets(line.data(), line.size(), answer.get()) == nullptr) throw std::runtime_error("no git");
    const std::string folder = line.data();
    return folder.substr(0, folder.find('\n')) + "/git-daemon";
}

}  // namespace

GitDaemon::GitDaemon(const std::string& folder)
{
    // Between choosing a port and listening on it somebody else may take it.
    for (int attempt = 0; attempt < 5; ++attempt) {
        const auto port = std::to_string(free_loopback_port());
        url_ = "git://127.0.0.1:" + port;
        process_.start(
            {daemon_program(), "--listen=127.0.0.1", "--port=" + port, "--base-path=" + folder, "--export-all",
             "--enable=receive-pack", "--reuseaddr", "--pid-file=" + (home_ / "pid"), folder},
            home_ / "log");
        // Written when it listens.
        if (process_.comes_up([this] { return std::filesystem::exists(home_ / "pid"); })) return;
    }
    throw std::runtime_error("git daemon does not come up: " + home_.read("log"));
}

}  // namespace tagwarden::tests
