// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/http/tls_trust.h"

#include <algorithm>
#include <filesystem>

#include "adapters/http/curl_handles.h"
#include "base/text.h"

namespace tagwarden {

namespace fs = std::filesystem;

namespace {

std::string built_in(CURLINFO which)
{
    const CurlEasy easy(curl_easy_init());
    const char* path = nullptr;
    curl_easy_getinfo(easy.get(), which, &path);
    return path == nullptr ? "" : path;
}

/// "4042bcee.0" is how OpenSSL finds a certificate in a folder (openssl-rehash(1)).
bool is_hash_name(const std::string& name)
{
    return name.size() == 10 && name.ends_with(".0") &&
           name.find_first_not_of("0123456789abcdef") == std::string::size_type{8};
}

bool has_hashed(const fs::path& folder)
{
    std::error_code problem;
    for (auto entry = fs::directory_iterator(folder, problem); !problem && entry != fs::directory_iterator();
         entry.increment(problem))
        if (is_hash_name(entry->path().filename().string())) return true;
    return false;
}

bool any_hashed(const std::string& folders)
{
    const auto each = split(folders, ':');
    return std::ranges::any_of(each, [](auto folder) { return !folder.empty() && has_hashed(folder); });
}

}  // namespace

void HostTrust::apply(CURL* easy)
{
    if (!authorities.empty()) {
        curl_blob blob{authorities.data(), authorities.size(), CURL_BLOB_NOCOPY};
        curl_easy_setopt(easy, CURLOPT_CAINFO_BLOB, &blob);
    }
    curl_easy_setopt(easy, CURLOPT_CAINFO, ca_file.empty() ? nullptr : ca_file.c_str());
    curl_easy_setopt(easy, CURLOPT_CAPATH, ca_folders.empty() ? nullptr : ca_folders.c_str());
    if (own.certificate.empty()) return;
    curl_easy_setopt(easy, CURLOPT_SSLCERT, own.certificate.c_str());
    curl_easy_setopt(easy, CURLOPT_SSLKEY, own.key.c_str());
}

Result<std::shared_ptr<HostTrust>> TlsTrust::for_host(const std::string& host)
{
    const std::lock_guard lock(mutex_);
    if (const auto known = by_host_.find(host); known != by_host_.end()) return known->second;
    auto trust = look_up(host);
    if (!trust) return fail(trust.error());
    if (!system().folders_first) add_file(*trust);
    return by_host_[host] = std::make_shared<HostTrust>(std::move(*trust));
}

bool TlsTrust::widen(const std::string& host, const HostTrust& refused)
{
    const std::lock_guard lock(mutex_);
    auto& known = by_host_[host];
    if (known.get() != &refused) return true;  // another transfer has been here
    if (!refused.ca_file.empty() || system().file.empty()) return false;
    known = std::make_shared<HostTrust>(refused);
    add_file(*known);
    return true;
}

const TlsTrust::System& TlsTrust::system()
{
    if (system_) return *system_;
    const auto or_built_in = [](const std::string& set, CURLINFO info) { return set.empty() ? built_in(info) : set; };
    system_.emplace(or_built_in(settings_.system_ca_file, CURLINFO_CAINFO),
                    or_built_in(settings_.system_ca_folders, CURLINFO_CAPATH), false);
    system_->folders_first = any_hashed(system_->folders);
    return *system_;
}

Result<HostTrust> TlsTrust::look_up(const std::string& host)
{
    auto own = find_host_certificates(settings_.certificate_folders, host);
    if (!own) return fail(own.error());
    HostTrust trust{std::move(*own), {}, {}, system().folders};
    trust.authorities = trust.own.authorities;
    if (settings_.ca_file.empty()) return trust;
    const auto extra = read_authorities(settings_.ca_file);
    if (!extra) return fail(extra.error());
    trust.authorities += *extra + "\n";
    return trust;
}

/// libcurl takes a file or a text, not both.
void TlsTrust::add_file(HostTrust& trust)
{
    trust.ca_file = system().file;
    if (trust.authorities.empty()) return;
    if (const auto all = read_authorities(trust.ca_file)) trust.authorities += *all;
}

}  // namespace tagwarden
