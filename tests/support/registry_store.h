// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/manifest.h"

namespace tagwarden::tests {

struct StoredManifest {
    std::string media_type;  ///< as it was put
    std::string bytes;
};

struct StoredRepository {
    std::map<std::string, std::shared_ptr<const std::string>> blobs;  ///< by digest
    std::map<std::string, StoredManifest> manifests;                  ///< by digest
    std::map<std::string, std::string> tags;                          ///< to digests
};

struct StoredUpload {
    std::string repository;
    std::string bytes;
    int state = 0;  ///< grows with each request, and is part of its URL
};

/// What a registry holds. A value: a copy is a picture of how it was.
struct RegistryStore {
    std::map<std::string, StoredRepository> repositories;
    std::map<std::string, StoredUpload> uploads;  ///< by id
    int uploads_begun = 0;

    /// Puts content there without asking for anything.
    void add_blob(const std::string& repository, const std::string& bytes);
    void add_manifest(const std::string& repository, const ManifestContent& manifest);
};

/// True when `bytes` have this digest ("sha256:…" or "sha512:…").
bool has_digest(std::string_view bytes, const std::string& digest);

/// What a manifest refers to and the repository lacks.
std::vector<std::string> missing_for(const StoredRepository& repository, std::string_view bytes,
                                     const std::string& media_type);

/// All that a registry must never hold, in words: bytes under a digest that is not theirs, and tags whose content is
/// not there as a whole. Empty when all is well.
std::vector<std::string> wrong_in(const RegistryStore& store);

}  // namespace tagwarden::tests
