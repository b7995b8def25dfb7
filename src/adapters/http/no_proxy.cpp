// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/http/no_proxy.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "adapters/http/ascii_lower.h"
#include "base/text.h"

namespace tagwarden {

namespace {

/// An IPv4 or IPv6 address.
struct Address {
    std::array<unsigned char, 16> bytes{};
    unsigned bits = 0;

    bool operator==(const Address&) const = default;
};

std::optional<Address> address_in(const std::string& text)
{
    Address address;
    if (inet_pton(AF_INET, text.c_str(), address.bytes.data()) == 1) {
        address.bits = 32;
        return address;
    }
    if (inet_pton(AF_INET6, text.c_str(), address.bytes.data()) != 1) return std::nullopt;
    address.bits = 128;
    return address;
}

/// The first `bits` of an address.
Address prefix(Address address, unsigned bits)
{
    for (unsigned i = 0; i < address.bytes.size(); ++i) {
        const auto kept = static_cast<unsigned>(std::clamp(static_cast<int>(bits) - static_cast<int>(i) * 8, 0, 8));
        address.bytes.at(i) &= static_cast<unsigned char>(0xFF00U >> kept);
    }
    return address;
}

/// `network` is "10.0.0.0/8", or one address.
bool is_in(const Address& address, const std::string& network)
{
    const auto slash = network.find('/');
    const auto base = address_in(network.substr(0, slash));
    if (!base || base->bits != address.bits) return false;
    unsigned bits = base->bits;
    if (slash != std::string::npos) {
        const auto* end = network.data() + network.size();
        const auto [stop, problem] = std::from_chars(network.data() + slash + 1, end, bits);
        if (problem != std::errc{} || stop != end || bits > base->bits) return false;
    }
    return prefix(address, bits) == prefix(*base, bits);
}

std::string without_dots(std::string name)
{
    if (name.starts_with('.')) name.erase(0, 1);
    if (name.ends_with('.')) name.pop_back();
    return ascii_lower(std::move(name));
}

bool names(const std::string& entry, const std::string& asked)
{
    if (const auto address = address_in(asked)) return is_in(*address, entry);
    const auto name = without_dots(entry);
    const auto host = without_dots(asked);
    return !name.empty() && (host == name || host.ends_with("." + name));
}

}  // namespace

HostAndPort split_port(std::string_view host)
{
    const auto colon = host.rfind(':');
    // A bare IPv6 address has colons and no port.
    const bool port = colon != std::string_view::npos && all_digits(host.substr(colon + 1)) &&
                      (host.find(':') == colon || (colon > 0 && host[colon - 1] == ']'));
    auto name = port ? host.substr(0, colon) : host;
    if (name.starts_with('[') && name.ends_with(']')) name = name.substr(1, name.size() - 2);
    return {std::string(name), port ? std::string(host.substr(colon + 1)) : ""};
}

bool is_excepted(const HostAndPort& asked, std::string_view list)
{
    while (!list.empty()) {
        const auto end = std::min(list.size(), list.find_first_of(", \t"));
        const auto entry = split_port(list.substr(0, end));
        list.remove_prefix(std::min(list.size(), end + 1));
        const bool this_port = entry.port.empty() || entry.port == asked.port;
        if (this_port && (entry.host == "*" || names(entry.host, asked.host))) return true;
    }
    return false;
}

}  // namespace tagwarden
