// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/http/host_certificates.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <vector>

#include "base/text.h"

namespace tagwarden {

namespace fs = std::filesystem;

namespace {

bool is_there(const fs::path& path)
{
    std::error_code problem;
    return fs::exists(path, problem);
}

std::optional<fs::path> folder_of(std::span<const std::string> folders, const std::string& host)
{
    const bool has_port = host.ends_with(']') ? false : host.find(':', host.find(']') + 1) != std::string::npos;
    for (const auto& folder : folders) {
        if (const auto path = fs::path(folder) / host; is_there(path)) return path;
        if (const auto path = fs::path(folder) / (host + ":443"); !has_port && is_there(path)) return path;
    }
    return std::nullopt;
}

/// Sorted, so that "the first" is the same on every machine.
Result<std::vector<fs::path>> files_in(const fs::path& folder)
{
    std::error_code problem;
    std::vector<fs::path> files;
    for (auto entry = fs::directory_iterator(folder, problem); !problem && entry != fs::directory_iterator();
         entry.increment(problem))
        files.push_back(entry->path());
    if (problem && problem != std::errc::permission_denied)
        return fail(ErrorKind::local, fmt::format("the certificates in {} cannot be listed: {}",
                                                  printable(folder.string()), problem.message()));
    std::ranges::sort(files);
    return files;
}

Result<void> check_pair(const fs::path& half, const char* other_extension)
{
    auto other = half;
    other.replace_extension(other_extension);
    if (is_there(other)) return {};
    return fail(ErrorKind::usage,
                fmt::format("{} has no {} beside it", printable(half.string()), printable(other.filename().string())),
                "a client certificate is a pair NAME.cert and NAME.key; a certificate authority is a file NAME.crt");
}

Result<void> add_file(const fs::path& file, HostCertificates& found)
{
    if (file.extension() == ".crt") {
        auto authorities = read_authorities(file.string());
        if (!authorities) return fail(authorities.error());
        found.authorities += *authorities + "\n";
    } else if (file.extension() == ".key") {
        return check_pair(file, ".cert");
    } else if (file.extension() == ".cert") {
        if (auto whole = check_pair(file, ".key"); !whole) return whole;
        if (!found.certificate.empty()) return {};
        found.certificate = file.string();
        found.key = fs::path(file).replace_extension(".key").string();
    }
    return {};
}

}  // namespace

Result<std::string> read_authorities(const std::string& file)
{
    std::ifstream in(file, std::ios::binary);
    std::ostringstream content;
    if (!(content << in.rdbuf()))
        return fail(ErrorKind::local,
                    fmt::format("the certificates in {} cannot be read: {}", printable(file), std::strerror(errno)));
    if (content.view().find("-----BEGIN CERTIFICATE-----") == std::string_view::npos &&
        content.view().find("-----BEGIN TRUSTED CERTIFICATE-----") == std::string_view::npos)
        return fail(ErrorKind::usage, fmt::format("{} has no certificate in PEM in it", printable(file)),
                    "it should have lines '-----BEGIN CERTIFICATE-----'; openssl x509 -inform der converts others");
    return std::move(content).str();
}

Result<HostCertificates> find_host_certificates(std::span<const std::string> folders, const std::string& host)
{
    HostCertificates found;
    const auto folder = folder_of(folders, host);
    if (!folder) return found;
    const auto files = files_in(*folder);
    if (!files) return fail(files.error());
    for (const auto& file : *files)
        if (auto added = add_file(file, found); !added)
            return during("looking for certificates of " + host, added.error());
    return found;
}

}  // namespace tagwarden
