// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tagwarden::tests {

/// What a request asks of a registry (distribution-spec 1.1, "Endpoints").
enum class RequestKind {
    ping,
    token,
    list_tags,
    manifest_head,
    manifest_get,
    manifest_put,
    manifest_delete,
    blob_head,
    blob_get,
    blob_delete,
    upload_post,  ///< also with `mount` alone: where from is the registry's choice
    mount_post,   ///< with `mount` and `from`
    upload_patch,
    upload_status,
    upload_put,
    upload_delete,
    referrers,
    unknown,
};

/// A request as a registry reads it.
struct RegistryRequest {
    RequestKind kind = RequestKind::unknown;
    std::string method;
    std::string target;                          ///< as it was sent: "/v2/app/tags/list?n=2"
    std::string repository;                      ///< "team/app"
    std::string reference;                       ///< a tag, a digest, or the id of an upload
    std::map<std::string, std::string> query;    ///< unescaped; what comes twice with blanks between
    std::map<std::string, std::string> headers;  ///< their names in lower case
    std::string body;

    std::string line() const { return method + " " + target; }

    /// "" for a header or a pair that is not there.
    std::string header(const std::string& name) const;
    std::string pair(const std::string& name) const;
};

struct RegistryAnswer {
    int status = 200;
    std::vector<std::pair<std::string, std::string>> headers = {};
    std::string body = {};

    std::optional<std::string> header(std::string_view name) const;
    void set(const std::string& name, std::string value);  ///< in the place of one that is there
};

/// The request without its body.
RegistryRequest read_request(std::string_view head);

}  // namespace tagwarden::tests
