// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "adapters/auth/authorizer.h"
#include "adapters/http/patient_client.h"
#include "adapters/oci/askers.h"

namespace tagwarden {

/// What all requests to registries of one process share: connections, what each host bears, what was said to those
/// that asked who is there, and the threads that ask. It must outlive the repositories opened with it.
class RegistrySession {
public:
    RegistrySession(const PatientClient::World& world, CredentialStore& credentials, const Patience& patience = {})
        : http_(world, patience), authorizer_(credentials, world.clock, [this](const HttpRequest& request) {
              return http_.send(request, most_token_answer);
          })
    {
    }
    RegistrySession(const RegistrySession&) = delete;
    RegistrySession& operator=(const RegistrySession&) = delete;

    PatientClient& http() { return http_; }
    Authorizer& authorizer() { return authorizer_; }
    Askers& askers() { return askers_; }

private:
    PatientClient http_;
    Authorizer authorizer_;
    Askers askers_;
};

}  // namespace tagwarden
