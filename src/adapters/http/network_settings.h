// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace tagwarden {

/// Through which proxies the network is reached; a URL ("http://proxy.example:3128") or empty for none.
/// This machine's loopback is never asked for through one.
struct ProxySettings {
    std::string for_https;
    std::string for_http;

    /// Hosts that are reached without: names with all below them, addresses, networks ("10.0.0.0/8"), each perhaps
    /// with a port, between commas; "*" for all.
    std::string not_for;
};

/// How the network is used. There is no limit on a whole transfer: a large blob may take its time as long as it moves.
/// network_environment.h reads what users say of it.
struct NetworkSettings {
    /// Name look-up, TCP, proxy and TLS together. As long as docker and skopeo wait for TCP alone.
    std::chrono::milliseconds connect{30'000};

    /// From the end of the request to the first byte of the answer. The usual proxies before a registry give up on it
    /// after 60 s (nginx, AWS) or 100 s (Cloudflare), and what they then say is better than our giving up before them.
    std::chrono::milliseconds first_byte{120'000};

    /// A transfer in which less than `stall_rate` bytes a second move for so long, in either direction, has ended.
    /// Counted is only the time this side waits for the other: a download that nobody reads does not stall, nor an
    /// upload whose source has no bytes yet. Less than a slow modem does, for longer than a mobile network is away.
    std::chrono::milliseconds stall{60'000};
    std::int64_t stall_rate = 1000;

    /// HTTP/2 where a server offers it in its TLS handshake; HTTP/1.1 elsewhere, and always without TLS and for
    /// uploading what comes out of a stream.
    bool http2 = true;

    /// How much is taken from, and given to, the operating system at once, at most, for each transfer under way. Larger
    /// ones cost memory and gain nothing (docs/network.md has the measurement).
    std::size_t receive_buffer = 128 * 1024;
    std::size_t send_buffer = 256 * 1024;

    /// Of what is smaller than these, as much as there is; but not less than this, which a manifest and the headers
    /// before it fit in. libcurl sends with 16 KiB at least.
    std::size_t smallest_buffer = 4 * 1024;

    /// The system's certificate authorities: a file with all of them, and folders (with ':' between) of single ones
    /// under their hash. Empty for those libcurl was built with.
    std::string system_ca_file{};
    std::string system_ca_folders{};

    /// A file of certificates in PEM to trust besides the system's.
    std::string ca_file{};

    /// Where folders named HOST[:PORT] may hold certificates for that host (host_certificates.h); the first that
    /// has one counts.
    std::vector<std::string> certificate_folders{};

    ProxySettings proxies{};

    /// So many connections are kept open for later requests; the one that waits longest is closed first. A transfer
    /// engine uses a handful a host, and a copy has two or three hosts.
    std::size_t idle_connections = 16;

    /// Older ones are not used again: servers hang up on them after 60 s (AWS) or 75 s (nginx), and a request that
    /// meets the hang-up half-way fails.
    std::chrono::seconds idle_time{55};

    /// After so long without a byte the kernel asks whether the other side is still there, which also keeps routers
    /// from forgetting the connection while a registry takes its time: they remember for 5 minutes and more.
    std::chrono::seconds tcp_keep_alive{60};
};

}  // namespace tagwarden
