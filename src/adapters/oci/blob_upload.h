// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "adapters/oci/registry_client.h"
#include "core/descriptor.h"

namespace tagwarden {

/// Up to this size a blob goes in one request with its digest: faster for small blobs, and every registry knows it
/// (moby/moby#17841: two to three times below 1 MB, ahead up to 16 MB).
inline constexpr std::int64_t largest_in_one_piece = std::int64_t{16} * 1024 * 1024;

/// Sends a blob. Larger ones are streamed and then committed, so that what arrived before a connection broke need not
/// be sent again: the registry says how much it has, and `bytes` are rewound to there. In smaller pieces where the
/// registry, or a proxy before it, calls a request too large (413). Gives up when nothing new arrives in as many
/// attempts as patience allows. Uploads that are not gone on with are cancelled, unless the registry wants to be left
/// alone.
Result<void> upload_blob(RegistryClient& registry, const Descriptor& blob, ByteStream& bytes);

}  // namespace tagwarden
