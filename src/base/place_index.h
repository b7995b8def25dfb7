// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace tagwarden {

/// Finds the elements of a list by a hash of what they are known by. The list has the elements, this only their places:
/// eight bytes for each, and a copy of both is right as it is. Nothing is ever taken out.
class PlaceIndex {
public:
    /// The place with this hash for which `is_it(place)` is true.
    template <class IsIt>
    std::optional<std::uint32_t> find(std::size_t hash, const IsIt& is_it) const
    {
        if (slots_.empty()) return std::nullopt;
        const auto part = static_cast<std::uint32_t>(hash);
        for (auto at = hash & mask();; at = (at + 1) & mask()) {
            const auto& slot = slots_[at];
            if (slot.place == none) return std::nullopt;
            if (slot.hash == part && is_it(slot.place)) return slot.place;
        }
    }

    /// Of an element that find() does not find.
    void add(std::size_t hash, std::uint32_t place)
    {
        if (2 * ++used_ > slots_.size()) grow();
        put({place, static_cast<std::uint32_t>(hash)});
    }

private:
    static constexpr std::uint32_t none = UINT32_MAX;
    static constexpr std::size_t least = 16;

    struct Slot {
        std::uint32_t place = none;
        std::uint32_t hash = 0;  ///< its lower half: no list here has more than four thousand million elements
    };

    std::size_t mask() const { return slots_.size() - 1; }

    void put(const Slot& slot)
    {
        auto at = slot.hash & mask();
        while (slots_[at].place != none) at = (at + 1) & mask();
        slots_[at] = slot;
    }

    void grow()
    {
        const auto before = std::move(slots_);
        slots_.assign(before.empty() ? least : 2 * before.size(), {});
        for (const auto& slot : before)
            if (slot.place != none) put(slot);
    }

    std::vector<Slot> slots_;  ///< a power of two
    std::size_t used_ = 0;
};

}  // namespace tagwarden
