// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <mutex>
#include <string>
#include <vector>

#include "adapters/http/curl_transport.h"
#include "adapters/http/observed_transport.h"
#include "adapters/oci/registry_session.h"
#include "ports/notices.h"
#include "ports/stop_signal.h"
#include "tests/support/recorded_requests.h"
#include "tests/support/set_clock.h"

namespace tagwarden::tests {

struct RecordedNotices final : Notices {
    void notice(std::string_view text) override
    {
        const std::lock_guard lock(mutex);
        texts.emplace_back(text);
    }

    std::mutex mutex;
    std::vector<std::string> texts;
};

/// What requests to registries share, over real HTTP, with time that passes only when somebody waits. It remembers
/// them.
struct TestSession {
    explicit TestSession(const Patience& patience = {}, const NetworkSettings& network = {},
                         const Environment& environment = {})
        : curl(network),
          credentials(environment),
          registry({transport, clock, stop, notices, &requests}, credentials, patience)
    {
    }

    CurlTransport curl;
    SetClock clock;
    NeverStopped stop;
    RecordedNotices notices;
    RecordedRequests requests;
    ObservedTransport transport{curl, clock, requests};
    CredentialStore credentials;
    RegistrySession registry;
};

}  // namespace tagwarden::tests
