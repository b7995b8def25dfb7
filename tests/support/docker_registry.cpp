// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/docker_registry.h"

#include <fmt/format.h>

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

}  // namespace

DockerRegistry::DockerRegistry(std::string more) : more_(std::move(more))
{
    // Between choosing a port and listening on it somebody else may take it.
    for (int attempt = 0; attempt < 5; ++attempt) {
        start();
        if (process_.comes_up([this] { return answers_http(host_); })) return;
    }
    throw std::runtime_error("docker-registry does not come up (is it installed?): " + folder_.read("log"));
}

void DockerRegistry::start()
{
    host_ = fmt::format("127.0.0.1:{}", free_loopback_port());
    const auto config = folder_.write("config.yml", configuration(host_, folder_ / "data") + more_);
    process_.start({"docker-registry", "serve", config}, folder_ / "log");
}

}  // namespace tagwarden::tests
