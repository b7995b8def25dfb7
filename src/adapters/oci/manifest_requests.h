// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <functional>
#include <optional>
#include <string_view>

#include "adapters/oci/registry_client.h"
#include "core/manifest.h"
#include "core/tag_name.h"

namespace tagwarden {

/// What a tag names; nothing when it does not exist. Asks for the head alone, and for the bytes where
/// the head does not tell digest, size and a media type of a manifest.
Result<std::optional<Descriptor>> resolve_tag(RegistryClient& registry, const TagName& tag);

/// The manifest with this digest, its bytes checked against it.
Result<ManifestContent> get_manifest(RegistryClient& registry, const Digest& digest);

Result<bool> has_manifest(RegistryClient& registry, const Digest& digest);

/// Stores a manifest under its digest. True when the registry says that it lists the manifest with what is attached to
/// its subject (header OCI-Subject).
Result<bool> put_manifest(RegistryClient& registry, const ManifestContent& manifest);

/// Stores a manifest under a tag. A put without a good answer may have been done, and somebody else may have moved the
/// tag since: before each further attempt `settled` looks at the tag again. True of it ends this well, an error too.
Result<void> put_tag(RegistryClient& registry, const TagName& tag, const ManifestContent& manifest,
                     const std::function<Result<bool>()>& settled);

/// Removes a manifest by its digest, or a tag where the registry can do that alone; what is not there is removed
/// already. `refused` where the registry removes nothing (405).
Result<void> delete_manifest(RegistryClient& registry, std::string_view reference);

/// Fails when an answer names another digest than the content has. Says nothing when the answer names none, or one of
/// another algorithm: Debian's registry answers SHA-256 to content that came with SHA-512.
Result<void> check_stored_digest(const HttpResponse& answer, const Digest& wanted, std::string_view what);

}  // namespace tagwarden
