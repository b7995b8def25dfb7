// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/auth/realm_check.h"

#include <arpa/inet.h>
#include <fmt/format.h>

#include <array>
#include <cstdint>
#include <optional>

#include "base/text.h"
#include "core/location.h"

namespace tagwarden {

namespace {

/// Where an address leads, from the widest to the closest.
enum class Reach { anywhere, private_network, loopback, forbidden };

struct Network {
    std::uint32_t address;
    unsigned bits;
    Reach reach;
};

// RFC 6890.
constexpr std::array networks{
    Network{0x7f000000, 8, Reach::loopback},          // 127.0.0.0/8
    Network{0x00000000, 8, Reach::loopback},          // 0.0.0.0/8: "this host"
    Network{0xa9fe0000, 16, Reach::forbidden},        // 169.254.0.0/16
    Network{0x0a000000, 8, Reach::private_network},   // 10.0.0.0/8
    Network{0xac100000, 12, Reach::private_network},  // 172.16.0.0/12
    Network{0xc0a80000, 16, Reach::private_network},  // 192.168.0.0/16
    Network{0x64400000, 10, Reach::private_network},  // 100.64.0.0/10
};

Reach reach_of_v4(std::uint32_t address)
{
    for (const auto& network : networks)
        if ((address ^ network.address) >> (32 - network.bits) == 0) return network.reach;
    return Reach::anywhere;
}

using V6 = std::array<std::uint8_t, 16>;

/// The IPv4 address in an IPv6 one: mapped (::ffff:0:0/96), compatible (::/96) or translated (64:ff9b::/96).
std::optional<std::uint32_t> v4_within(const V6& address)
{
    constexpr std::array<std::array<std::uint8_t, 12>, 3> prefixes{{
        {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff},
        {},
        {0, 0x64, 0xff, 0x9b},
    }};
    for (const auto& prefix : prefixes)
        if (std::equal(prefix.begin(), prefix.end(), address.begin()))
            return std::uint32_t{address[12]} << 24U | std::uint32_t{address[13]} << 16U |
                   std::uint32_t{address[14]} << 8U | address[15];
    return std::nullopt;
}

Reach reach_of_v6(const V6& address)
{
    constexpr V6 loopback{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
    constexpr V6 ec2_metadata{0xfd, 0x00, 0x0e, 0xc2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x02, 0x54};
    if (address == loopback) return Reach::loopback;
    if (address == ec2_metadata) return Reach::forbidden;
    if (const auto v4 = v4_within(address)) return reach_of_v4(*v4);
    if (address[0] == 0xfe && (address[1] & 0xc0U) == 0x80) return Reach::forbidden;  // fe80::/10
    if ((address[0] & 0xfeU) == 0xfc) return Reach::private_network;                  // fc00::/7
    return Reach::anywhere;
}

/// "host", "1.2.3.4:5000" and "[::1]:5000" without port and brackets.
std::string bare_host(const std::string& host_and_port)
{
    if (host_and_port.starts_with('[')) return host_and_port.substr(1, host_and_port.find(']') - 1);
    return host_and_port.substr(0, host_and_port.find(':'));
}

Reach reach_of(const std::string& host_and_port)
{
    auto host = bare_host(host_and_port);
    if (host.ends_with('.')) host.pop_back();
    if (host == "localhost" || host.ends_with(".localhost")) return Reach::loopback;  // RFC 6761, 6.3
    in_addr v4{};
    if (inet_pton(AF_INET, host.c_str(), &v4) == 1) return reach_of_v4(ntohl(v4.s_addr));
    V6 v6{};
    if (inet_pton(AF_INET6, host.c_str(), v6.data()) == 1) return reach_of_v6(v6);
    return Reach::anywhere;
}

std::unexpected<Error> refused(const RegistryPlace& place, const Url& realm, std::string_view why)
{
    return fail(
        ErrorKind::refused,
        fmt::format("{} names {} as its token server, {}", place.host, excerpt(realm.origin() + realm.path), why),
        "check the registry's configuration; nothing was sent to that address");
}

}  // namespace

Result<Url> check_realm(const RegistryPlace& place, const std::string& realm)
{
    const auto url = Url::parse(realm);
    if (!url) return during(fmt::format("reading the token server's address that {} names", place.host), url.error());
    const auto registry = Url::parse(place.origin);
    if (!registry) return fail(registry.error());

    const auto there = reach_of(url->host), here = reach_of(registry->host);
    if (there == Reach::forbidden) return refused(place, *url, "an address of this machine's own network");
    if (there > here) return refused(place, *url, "an address that only machines near it should be asked at");
    const bool both_here = there == Reach::loopback && here == Reach::loopback;
    if (url->scheme == "http" && !both_here && !place.plain_http)
        return refused(place, *url, "where credentials would travel without TLS");
    return *url;
}

}  // namespace tagwarden
