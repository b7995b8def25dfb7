// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "adapters/http/patient_client.h"

namespace tagwarden {

/// What all requests to registries of one process share: connections, and what each host bears. It must outlive the
/// repositories opened with it.
class RegistrySession {
public:
    explicit RegistrySession(const PatientClient::World& world, const Patience& patience = {}) : http_(world, patience)
    {
    }

    PatientClient& http() { return http_; }

private:
    PatientClient http_;
};

}  // namespace tagwarden
