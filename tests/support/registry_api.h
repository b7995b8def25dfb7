// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstddef>
#include <string>

#include "tests/support/registry_request.h"
#include "tests/support/registry_store.h"

namespace tagwarden::tests {

/// How a registry of the tests behaves where the specification leaves a choice.
struct RegistryBehaviour {
    std::size_t page_size = 1000;     ///< tags on a page, at most
    bool absolute_links = false;      ///< of further pages, and of uploads
    bool checks_references = true;    ///< what a manifest refers to must be there
    bool mounts = true;               ///< takes blobs over from another repository
    bool mounts_without_from = true;  ///< finds them itself
    bool has_referrers = true;        ///< the referrers API
    std::string smallest_chunk = {};  ///< OCI-Chunk-Min-Length
    std::string warning = {};         ///< with every answer
    std::string user = {};            ///< who may come in; nobody has to say who they are when it is empty
    std::string password = {};
    bool gives_tokens = true;          ///< Bearer, else Basic
    int requests_a_token = 1'000'000;  ///< so many a token is good for
};

/// Answers as a registry does that keeps to distribution-spec 1.1. `origin` is where it can be reached:
/// "http://127.0.0.1:4711".
RegistryAnswer answer_to(const RegistryRequest& request, RegistryStore& store, const RegistryBehaviour& behaviour,
                         const std::string& origin);

/// An error in the form of the specification ("Error Codes").
RegistryAnswer complaint(int status, const std::string& code, const std::string& message);

}  // namespace tagwarden::tests
