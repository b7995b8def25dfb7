// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/docker_registry.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <stdexcept>

#include "tests/support/loopback.h"

namespace tagwarden::tests {

namespace {

std::string configuration(const std::string& host, const std::string& data)
{
    return fmt::format(R"(version: 0.1
log: {{level: warn, accesslog: {{disabled: true}}}}
storage:
  filesystem: {{rootdirectory: {}}}
  delete: {{enabled: true}}
  cache: {{blobdescriptor: inmemory}}
  maintenance: {{uploadpurging: {{enabled: false}}}}
http: {{addr: "{}", secret: any-fixed-string}}
)",
                       data, host);
}

/// In the child: becomes the registry, or ends. It also ends when the test dies before it could stop it.
[[noreturn]] void become_registry(const std::string& config, const std::string& log)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    const int out = open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
    dup2(out, STDOUT_FILENO);
    dup2(out, STDERR_FILENO);
    execlp("docker-registry", "docker-registry", "serve", config.c_str(), nullptr);
    _exit(127);
}

}  // namespace

DockerRegistry::DockerRegistry(std::string more) : more_(std::move(more))
{
    // Between choosing a port and listening on it somebody else may take it.
    for (int attempt = 0; attempt < 5; ++attempt) {
        start();
        if (comes_up()) return;
        stop();
    }
    throw std::runtime_error("docker-registry does not come up (is it installed?): " + folder_.read("log"));
}

DockerRegistry::~DockerRegistry()
{
    stop();
}

void DockerRegistry::start()
{
    host_ = fmt::format("127.0.0.1:{}", free_loopback_port());
    const auto config = folder_.write("config.yml", configuration(host_, folder_ / "data") + more_);
    const auto log = folder_ / "log";
    process_ = fork();
    if (process_ == 0) become_registry(config, log);
}

bool DockerRegistry::comes_up()
{
    constexpr int tries = 1000, apart_ms = 20;
    for (int i = 0; i < tries; ++i) {
        // Its own port first: when it ended, whoever answers there is another.
        if (waitpid(process_, nullptr, WNOHANG) == process_) {
            process_ = -1;
            return false;
        }
        if (answers_http(host_)) return true;
        poll(nullptr, 0, apart_ms);
    }
    return false;
}

void DockerRegistry::stop()
{
    if (process_ <= 0) return;
    kill(process_, SIGKILL);
    waitpid(process_, nullptr, 0);
    process_ = -1;
}

}  // namespace tagwarden::tests
