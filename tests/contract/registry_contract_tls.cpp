// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include <fmt/format.h>

#include "adapters/oci/oci_repository.h"
#include "tests/contract/registry_contract.h"
#include "tests/support/docker_registry.h"
#include "tests/support/nginx.h"
#include "tests/support/registry_session.h"

namespace tagwarden::tests {

namespace {

/// docker-registry behind nginx, as registries are run: TLS and HTTP/2 in front. Below "localhost" every name is this
/// machine (RFC 6761, 6.3), but only "localhost" itself is asked for without TLS.
struct Front {
    DockerRegistry registry;
    TestAuthority authority;
    Nginx nginx{{.locations = proxy_to(registry.host()),
                 .certificate = authority.issue({"registry.localhost"}),
                 .http2 = true}};

    std::string host() const { return "registry.localhost" + nginx.host().substr(nginx.host().find(':')); }
};

struct FrontPlace final : Place {
    FrontPlace(const Front& front, int number)
        : location(Location::parse(fmt::format("{}/contract/test{}", front.host(), number)).value()),
          session({}, {.ca_file = front.authority.file()})
    {
    }

    std::unique_ptr<Repository> open() override { return open_oci_repository(location, {}, session.registry).value(); }

    Location location;
    TestSession session;
};

std::unique_ptr<Place> fresh_repository()
{
    static const Front front;
    static int count = 0;
    return std::make_unique<FrontPlace>(front, ++count);
}

RegistryImplementation docker_registry_behind_nginx()
{
    return {"docker_registry_behind_nginx", fresh_repository};
}

}  // namespace

INSTANTIATE_TEST_SUITE_P(tls, RegistryContract, testing::Values(docker_registry_behind_nginx()),
                         testing::PrintToStringParamName());

}  // namespace tagwarden::tests
