// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "adapters/auth/credential_files.h"
#include "adapters/auth/credentials.h"
#include "adapters/auth/registry_place.h"
#include "core/environment.h"
#include "ports/stop_signal.h"

namespace tagwarden {

/// The bytes of a file; `not_found` when there is none.
using ReadFile = std::function<Result<std::string>(const std::filesystem::path&)>;

/// Knows the credentials that docker and podman know on this machine. A file is read and a helper is run when it is
/// needed, and once. Thread-safe: whoever asks meanwhile waits.
class CredentialStore {
public:
    /// The one of this machine and its user. When `stop`, which must outlive it, says so, a helper is waited for no
    /// longer.
    explicit CredentialStore(Environment environment, const StopSignal& stop = never_stopped);
    CredentialStore(Environment environment, unsigned user_id, ReadFile read_file,
                    const StopSignal& stop = never_stopped);

    /// The credentials for a repository, from the first file that has some. Within a file the helper of the host comes
    /// first, then an entry for the repository or a namespace above it, then the helper for all hosts, then the entry
    /// for the host. Nothing when there are none. A file or helper that cannot be used is an error, unless credentials
    /// were found before its turn.
    Result<std::optional<Credentials>> find(const RegistryPlace& place);

    /// The files that find() looks in, also those that do not exist.
    const std::vector<std::filesystem::path>& paths() const { return paths_; }

private:
    static const NeverStopped never_stopped;

    using Found = Result<std::optional<Credentials>>;

    const Result<CredentialFile>& file(const std::filesystem::path& path);
    Found find_in(const CredentialFile& file, const RegistryPlace& place, const std::filesystem::path& path);
    Found ask(const std::optional<HelperQuestion>& question, const std::filesystem::path& path);

    Environment environment_;
    std::vector<std::filesystem::path> paths_;
    ReadFile read_file_;
    const StopSignal& stop_;
    std::mutex mutex_;
    std::map<std::filesystem::path, Result<CredentialFile>> files_;
    std::map<HelperQuestion, Found> answers_;
};

}  // namespace tagwarden
