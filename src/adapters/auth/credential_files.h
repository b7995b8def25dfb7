// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "adapters/auth/credentials.h"
#include "base/result.h"
#include "core/environment.h"

namespace tagwarden {

/// The files that may hold credentials, in the order in which podman and docker look: the one REGISTRY_AUTH_FILE names,
/// alone (containers-auth.json(5)); else $XDG_RUNTIME_DIR/containers/auth.json, or /run/containers/UID/auth.json where
/// that variable is not set; $XDG_CONFIG_HOME/containers/auth.json (~/.config); $DOCKER_CONFIG/config.json (~/.docker).
std::vector<std::filesystem::path> credential_file_paths(const Environment& environment, unsigned user_id);

/// The host that a key of such a file means: without scheme and path ("https://index.docker.io/v1/"), in lower case,
/// Docker Hub under its one name "docker.io". A namespace ("host/team") is no host and stays what it is.
std::string host_of_key(std::string_view key);

/// A credential helper, and the server it is asked for.
struct HelperQuestion {
    std::string helper;  ///< the program is docker-credential-HELPER; never a path
    std::string server;

    auto operator<=>(const HelperQuestion&) const = default;
};

/// One file of credentials: podman's auth.json and docker's config.json have one form.
class CredentialFile {
public:
    /// Malformed with the file's name and the place in it, and with nothing that stands there. An empty file is fine.
    static Result<CredentialFile> parse(std::string_view text, const std::filesystem::path& path);

    /// The helper for this host alone ("credHelpers").
    std::optional<HelperQuestion> helper_of(const std::string& host) const;

    /// The helper for every host without one of its own ("credsStore").
    std::optional<HelperQuestion> store_of(const std::string& host) const;

    /// The entry for the repository, or for the namespace nearest above it ("host/team/app", then "host/team"): only
    /// podman writes such. Nothing when there is none, or an empty one. Malformed when it cannot be read.
    Result<std::optional<Credentials>> namespace_entry(const std::string& host, std::string_view repository) const;

    /// The entry for the host, also under an old key with scheme and path.
    Result<std::optional<Credentials>> host_entry(const std::string& host) const;

private:
    struct Entry {
        std::optional<Secret> auth;  ///< base64 of "user:password"
        std::string user;
        std::optional<Secret> password, identity_token, registry_token;
    };
    class Reader;

    explicit CredentialFile(std::filesystem::path path) : path_(std::move(path)) {}

    /// The key in credHelpers that means this host.
    std::optional<std::string> helper_key(const std::string& host) const;
    Result<std::optional<Credentials>> credentials_in(const std::string& key, const Entry& entry) const;

    std::filesystem::path path_;
    std::map<std::string, Entry> entries_;
    std::map<std::string, std::string> helpers_;
    std::string store_;
};

}  // namespace tagwarden
