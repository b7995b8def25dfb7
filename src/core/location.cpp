// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/location.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "base/text.h"

namespace tagwarden {

namespace {

// distribution-spec 1.1: [a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*(\/…)*
bool is_path_component(std::string_view part)
{
    const auto plain = [](char c) { return is_digit(c) || (c >= 'a' && c <= 'z'); };
    if (part.empty() || !plain(part.front()) || !plain(part.back())) return false;
    for (std::size_t i = 0; i < part.size();) {
        if (plain(part[i])) {
            ++i;
            continue;
        }
        const auto end = std::min(part.size(), part.find_first_of("abcdefghijklmnopqrstuvwxyz0123456789", i));
        const auto between = part.substr(i, end - i);
        const bool dashes = between.find_first_not_of('-') == std::string_view::npos;
        if (!dashes && between != "." && between != "_" && between != "__") return false;
        i = end;
    }
    return true;
}

bool is_host_character(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '-' || c == ':' ||
           c == '[' || c == ']';
}

/// The first part of a reference is a host when it could not be a path: the rule of the docker client.
bool looks_like_host(std::string_view part)
{
    return part == "localhost" || part.find_first_of(".:[") != std::string_view::npos;
}

}  // namespace

Result<Location> Location::parse(std::string_view text)
{
    const auto wrong = [&](std::string_view why) {
        return fail(ErrorKind::usage, fmt::format("'{}' is not a reference: {}", printable(text.substr(0, 300)), why),
                    "write HOST/REPOSITORY[:TAG][@DIGEST], oci:DIR[:TAG], oci-archive:FILE or docker-archive:FILE");
    };
    struct Scheme {
        std::string_view prefix;
        LocationKind kind;
    };
    for (const auto& [prefix, kind] :
         {Scheme{"oci:", LocationKind::layout}, Scheme{"oci-archive:", LocationKind::oci_archive},
          Scheme{"docker-archive:", LocationKind::docker_archive}}) {
        if (!text.starts_with(prefix)) continue;
        const auto path = text.substr(prefix.size());
        if (path.empty()) return wrong("the path is empty");
        // "oci:hub" and "oci:./hub/" are one place, and the ledger knows places by their text.
        auto normal = std::filesystem::path(path).lexically_normal().string();
        while (normal.size() > 1 && normal.ends_with('/')) normal.pop_back();  // the library keeps all of "///"
        return Location(kind, "", std::move(normal));
    }
    if (text.find("://") != std::string_view::npos) return wrong("a reference has no scheme such as https://");

    const auto slash = text.find('/');
    std::string host(text.substr(0, slash == std::string_view::npos ? 0 : slash));
    std::string path(slash == std::string_view::npos ? text : text.substr(slash + 1));
    if (!looks_like_host(host)) {
        host = "docker.io";
        path = std::string(text);
    }
    if (host == "index.docker.io" || host == "registry-1.docker.io") host = "docker.io";
    if (host == "docker.io" && path.find('/') == std::string::npos) path = "library/" + path;
    if (!std::ranges::all_of(host, is_host_character)) return wrong("its host has characters no host has");
    if (path.size() > 255) return wrong("its repository has more than 255 characters");
    for (const auto part : split(path, '/')) {
        if (!is_path_component(part))
            return wrong(
                fmt::format("'{}' is not a repository path; lower-case letters and digits, with '.', '_' or "
                            "'-' between them, are allowed",
                            printable(part)));
    }
    return Location(LocationKind::registry, std::move(host), std::move(path));
}

Location Location::layout(std::string path)
{
    return {LocationKind::layout, "", std::move(path)};
}

std::string Location::str() const
{
    switch (kind_) {
        case LocationKind::registry: return host_ + "/" + path_;
        case LocationKind::layout: return "oci:" + path_;
        case LocationKind::oci_archive: return "oci-archive:" + path_;
        case LocationKind::docker_archive: return "docker-archive:" + path_;
    }
    return path_;
}

bool is_loopback(std::string_view host_and_port)
{
    if (host_and_port == "[::1]" || host_and_port.starts_with("[::1]:")) return true;
    const auto host = host_and_port.substr(0, host_and_port.find(':'));
    if (host == "localhost") return true;
    // A name such as 127.example.com must not pass, so every part has to be a number.
    const auto parts = split(host, '.');
    return parts.size() == 4 && parts[0] == "127" && std::ranges::all_of(parts, all_digits);
}

}  // namespace tagwarden
