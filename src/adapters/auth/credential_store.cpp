// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/auth/credential_store.h"

#include <fmt/format.h>
#include <unistd.h>

#include "adapters/auth/credential_helper.h"
#include "adapters/system/files.h"
#include "base/text.h"

namespace tagwarden {

namespace {

constexpr std::size_t largest_file = std::size_t{4} * 1024 * 1024;

}  // namespace

const NeverStopped CredentialStore::never_stopped;

CredentialStore::CredentialStore(Environment environment, const StopSignal& stop)
    : CredentialStore(
          std::move(environment), getuid(),
          [](const std::filesystem::path& path) { return read_file(path, largest_file); }, stop)
{
}

CredentialStore::CredentialStore(Environment environment, unsigned user_id, ReadFile read_file, const StopSignal& stop)
    : environment_(std::move(environment)),
      paths_(credential_file_paths(environment_, user_id)),
      read_file_(std::move(read_file)),
      stop_(stop)
{
}

Result<std::optional<Credentials>> CredentialStore::find(const RegistryPlace& place)
{
    const std::lock_guard lock(mutex_);
    for (const auto& path : paths_) {
        const auto& here = file(path);
        if (!here) return during("looking for the credentials of " + place.host, here.error());
        auto found = find_in(*here, place, path);
        if (!found || *found) return found;
    }
    return std::nullopt;
}

const Result<CredentialFile>& CredentialStore::file(const std::filesystem::path& path)
{
    if (const auto known = files_.find(path); known != files_.end()) return known->second;
    auto text = read_file_(path);
    if (!text && text.error().kind == ErrorKind::not_found) text = "";
    return files_.emplace(path, text ? CredentialFile::parse(*text, path) : fail(text.error())).first->second;
}

CredentialStore::Found CredentialStore::find_in(const CredentialFile& file, const RegistryPlace& place,
                                                const std::filesystem::path& path)
{
    if (auto found = ask(file.helper_of(place.host), path); !found || *found) return found;
    if (auto found = file.namespace_entry(place.host, place.repository); !found || *found) return found;
    if (auto found = ask(file.store_of(place.host), path); !found || *found) return found;
    return file.host_entry(place.host);
}

CredentialStore::Found CredentialStore::ask(const std::optional<HelperQuestion>& question,
                                            const std::filesystem::path& path)
{
    if (!question) return std::nullopt;
    auto known = answers_.find(*question);
    if (known == answers_.end()) known = answers_.emplace(*question, ask_helper(*question, environment_, stop_)).first;
    if (known->second) return known->second;
    return during(fmt::format("asking the credential helper that '{}' names", printable(path.string())),
                  known->second.error());
}

}  // namespace tagwarden
