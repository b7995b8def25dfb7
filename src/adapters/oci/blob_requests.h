// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <memory>
#include <span>

#include "adapters/oci/registry_client.h"
#include "core/descriptor.h"

namespace tagwarden {

/// Malformed when the registry has a blob of this digest and another size: then the descriptor is wrong.
Result<bool> has_blob(RegistryClient& registry, const Descriptor& blob);

/// The blob's bytes, digest and size checked as they pass (ports/verified_stream.h); they can be rewound.
Result<std::unique_ptr<ByteStream>> download_blob(RegistryClient& registry, const Descriptor& blob);

/// Takes the blob over from another repository of the same registry (distribution-spec 1.1, "Mounting a blob from
/// another repository"). False where the registry does not do it, for whatever reason: then it has to be sent.
Result<bool> mount_blob(RegistryClient& registry, const Descriptor& blob, const std::string& from);

/// "blob sha256:… of docker.io/library/debian", for messages.
std::string blob_name(const RegistryClient& registry, const Descriptor& blob);

}  // namespace tagwarden
