// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/compact_bytes.h"
#include "core/ledger/state.h"

namespace tagwarden {

/// Reads what a ValueWriter wrote, in the same order.
class ValueReader : public CompactReader {
public:
    using CompactReader::CompactReader;

    template <class Read>
    void each(const Read& read)
    {
        for (auto left = count(); left > 0 && !wrong(); --left) read();
    }

    /// What was read, unless it is none.
    template <class Value>
    std::optional<Value> sound(Result<Value> value)
    {
        if (value) return std::move(*value);
        give_up();
        return std::nullopt;
    }

    std::string string() { return std::string(text()); }
    Time time() { return Time(std::chrono::seconds(signed_number())); }
    Role role() { return flag() ? Role::channel : Role::anchor; }
    std::optional<Digest> digest() { return sound(Digest::parse(text())); }
    std::optional<TagName> tag_name() { return sound(TagName::parse(text())); }
    /// There are few, and each is named often.
    std::optional<Location> location();
    Part part();
    std::optional<Descriptor> descriptor();
    Decision decision();
    std::optional<Version> version();
    std::optional<Release> release();
    std::optional<KnownRelease> known_release();
    std::optional<PlannedMove> move();
    OpenIntent open_intent();

private:
    std::vector<std::pair<std::string_view, Location>> locations_;
};

}  // namespace tagwarden
