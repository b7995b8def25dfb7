// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/location.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>

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

constexpr auto forms = "write HOST/REPOSITORY[:TAG][@DIGEST], oci:DIR[:TAG], oci-archive:FILE or docker-archive:FILE";

struct Scheme {
    std::string_view prefix;
    LocationKind kind;
};
constexpr std::array schemes{Scheme{"oci:", LocationKind::layout}, Scheme{"oci-archive:", LocationKind::oci_archive},
                             Scheme{"docker-archive:", LocationKind::docker_archive}};

/// The digits behind the host's last colon; nothing where it has no port. An IPv6 address is in brackets.
std::optional<std::string_view> port_in(std::string_view host)
{
    const auto colon = host.find(':', host.starts_with('[') ? std::min(host.find(']'), host.size()) : 0);
    if (colon == std::string_view::npos) return std::nullopt;
    return host.substr(colon + 1);
}

bool is_port(std::string_view text)
{
    return all_digits(text) && text.size() <= 5 && std::stoi(std::string(text)) >= 1 &&
           std::stoi(std::string(text)) <= 65535;
}

}  // namespace

Result<void> refuse_login(std::string_view text)
{
    if (std::ranges::any_of(schemes, [&](const Scheme& scheme) { return text.starts_with(scheme.prefix); })) return {};
    const auto at = text.find('@');
    if (at == std::string_view::npos) return {};
    const auto behind = text.substr(at + 1);
    const bool digest = behind.starts_with("sha256:") || behind.starts_with("sha512:");
    const bool before_repository = text.find('/') > at && text.find(':') < at;  // "user:password@host"
    if (behind.find('/') == std::string_view::npos && (digest || !before_repository)) return {};
    return fail(ErrorKind::usage, "a reference has no user name or password in it; what was given is not shown",
                "log in with 'docker login HOST' or 'podman login HOST', and write HOST/REPOSITORY[:TAG][@DIGEST]");
}

Result<Location> Location::parse(std::string_view text)
{
    if (auto shown = refuse_login(text); !shown) return fail(shown.error());
    const auto wrong = [&](std::string_view why, std::string hint = forms) {
        return fail(ErrorKind::usage, fmt::format("'{}' is not a reference: {}", printable(text.substr(0, 300)), why),
                    std::move(hint));
    };
    for (const auto& [prefix, kind] : schemes) {
        if (!text.starts_with(prefix)) continue;
        const auto path = text.substr(prefix.size());
        if (path.empty()) return wrong("the path is empty");
        // "oci:hub" and "oci:./hub/" are one place, and the ledger knows places by their text.
        auto normal = std::filesystem::path(path).lexically_normal().string();
        while (normal.size() > 1 && normal.ends_with('/')) normal.pop_back();  // the library keeps all of "///"
        return Location(kind, "", std::move(normal));
    }
    if (const auto scheme = text.find("://"); scheme != std::string_view::npos)
        return wrong("a reference has no scheme such as https://",
                     fmt::format("leave the prefix '{}' away", printable(text.substr(0, scheme + 3))));

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
    if (const auto port = port_in(host); port && !is_port(*port))
        return wrong(fmt::format("its port '{}' is not a number from 1 to 65535", *port));
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
        case LocationKind::registry: return host() + "/" + path();
        case LocationKind::layout: return "oci:" + path();
        case LocationKind::oci_archive: return "oci-archive:" + path();
        case LocationKind::docker_archive: return "docker-archive:" + path();
    }
    return path();
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
