// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <memory>

#include "adapters/oci/registry_client.h"
#include "core/descriptor.h"

namespace tagwarden {

/// Malformed when the registry has a blob of this digest and another size: then the descriptor is wrong.
Result<bool> has_blob(RegistryClient& registry, const Descriptor& blob);

/// The blob's bytes, digest and size checked as they pass (ports/verified_stream.h).
Result<std::unique_ptr<ByteStream>> download_blob(RegistryClient& registry, const Descriptor& blob);

/// Sends the blob in one piece. Its bytes are not kept here, so a connection that breaks ends the upload.
Result<void> upload_blob(RegistryClient& registry, const Descriptor& blob, ByteStream& bytes);

}  // namespace tagwarden
