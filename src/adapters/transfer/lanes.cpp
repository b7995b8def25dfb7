// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/transfer/lanes.h"

#include <fmt/format.h>

namespace tagwarden {

namespace {

/// Who names no lane has one to itself.
std::string name_of(const Lane& lane, const ContentReader& end)
{
    return lane.name.empty() ? fmt::format("{}", fmt::ptr(&end)) : lane.name;
}

}  // namespace

std::optional<Lanes::Ticket> Lanes::enter(std::span<ContentReader* const> ends)
{
    Ticket ticket;
    auto inside = inside_;
    bool room = true;
    for (const auto* end : ends) {
        const auto lane = end->lane();
        ticket.push_back(name_of(lane, *end));
        room &= ++inside[ticket.back()] <= lane.width || !inside_.contains(ticket.back());
    }
    if (!room) return std::nullopt;
    inside_ = std::move(inside);
    return ticket;
}

void Lanes::leave(const std::string& lane)
{
    if (--inside_[lane] == 0) inside_.erase(lane);
}

}  // namespace tagwarden
