// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <compare>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/shared.h"

namespace tagwarden {

enum class LocationKind {
    registry,        ///< a repository in a registry
    layout,          ///< an OCI image layout folder
    oci_archive,     ///< an OCI image layout in a tar file; read only
    docker_archive,  ///< what `docker save` writes; read only
};

/// A place that holds manifests and blobs and, where its kind allows it, tags.
/// Its text is its identity in the ledger: "docker.io/library/debian", "oci:out/hub".
class Location {
public:
    /// A repository with Docker's short forms spelt out ("debian" is docker.io/library/debian). A usage error for what
    /// is none, which shows it unless there is a login in it.
    static Result<Location> parse(std::string_view text);
    static Location layout(std::string path);

    LocationKind kind() const { return kind_; }
    const std::string& host() const { return *host_; }  ///< with its port; empty unless a registry
    const std::string& path() const { return *path_; }  ///< repository, folder or file
    std::string str() const;

    /// True where releases can go; archives are only read.
    bool takes_tags() const { return kind_ == LocationKind::registry || kind_ == LocationKind::layout; }

    bool operator==(const Location&) const = default;
    auto operator<=>(const Location&) const = default;

private:
    Location(LocationKind kind, std::string host, std::string path)
        : kind_(kind), host_(std::move(host)), path_(std::move(path))
    {
    }

    LocationKind kind_;
    Shared<std::string> host_;
    Shared<std::string> path_;
};

/// A usage error for a text with a login in it ("user:password@host/app"), which it does not show.
Result<void> refuse_login(std::string_view text);

/// True for localhost, 127.0.0.0/8 and [::1]: plain HTTP is fine there without asking.
bool is_loopback(std::string_view host_and_port);

}  // namespace tagwarden
