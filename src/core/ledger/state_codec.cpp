// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/ledger/state_codec.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <memory>

#include "core/ledger/state_reader.h"
#include "core/ledger/state_writer.h"
#include "tagwarden_version.h"

namespace tagwarden {

namespace {

constexpr std::size_t hash_size = 8;

/// What another format begins with is not read any further, nor what another version of the program wrote: what is
/// sound for one need not be for the next, and is only read when somebody asks for it.
std::string beginning()
{
    return "tagwarden " TAGWARDEN_VERSION " state " + std::to_string(state_format) + "\n";
}

/// Against damage, not against people: who can write to the cache can do what its user can. Each step can be undone, so
/// that no single change of eight bytes goes unseen, and it costs next to nothing beside a SHA-256.
std::string checksum(std::string_view bytes)
{
    constexpr std::uint64_t odd = 0x9E37'79B9'7F4A'7C15;
    std::uint64_t sum = bytes.size();
    for (; !bytes.empty(); bytes.remove_prefix(std::min(hash_size, bytes.size()))) {
        std::uint64_t next = 0;
        if (bytes.size() >= hash_size)
            std::memcpy(&next, bytes.data(), hash_size);
        else
            std::memcpy(&next, bytes.data(), bytes.size());
        sum = (sum ^ next) * odd;
        sum ^= sum >> 29U;
    }
    const auto text = std::bit_cast<std::array<char, hash_size>>(sum);
    return {text.begin(), text.end()};
}

}  // namespace

// What it is and its format, the checksum of the rest, the rest.
std::string save_state(const StateAt& known)
{
    const auto body = write_state(known);
    auto bytes = beginning();
    bytes.reserve(bytes.size() + hash_size + body.size());
    return bytes.append(checksum(body)).append(body);
}

std::optional<StateAt> load_state(std::string bytes)
{
    const auto start = beginning();
    const auto from = start.size() + hash_size;
    if (!bytes.starts_with(start) || bytes.size() < from) return std::nullopt;
    const std::string_view all = bytes;
    if (checksum(all.substr(from)) != all.substr(start.size(), hash_size)) return std::nullopt;
    return read_state(std::make_shared<const std::string>(std::move(bytes)), from);
}

}  // namespace tagwarden
