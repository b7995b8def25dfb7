// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <optional>

#include "base/compact_bytes.h"
#include "core/ledger/state.h"

namespace tagwarden {

/// Writes the values that a state is made of. Each is taken apart by naming all of its members: one that gains another
/// does not compile here until it is saved, too.
class ValueWriter : public CompactWriter {
public:
    template <class Values, class Save>
    void each(const Values& values, const Save& save)
    {
        number(values.size());
        for (const auto& value : values) save(value);
    }

    template <class Value, class Save>
    void maybe(const std::optional<Value>& value, const Save& save)
    {
        flag(value.has_value());
        if (value) save(*value);
    }

    void texts(const auto& values)
    {
        each(values, [&](const std::string& it) { text(it); });
    }

    void time(Time time) { signed_number(time.time_since_epoch().count()); }
    void location(const Location& location) { text(location.str()); }
    void part(const Part& it);
    void descriptor(const Descriptor& it);
    void decision(const Decision& it);
    void release(const Release& it);
    void known_release(const KnownRelease& it);
    void move(const PlannedMove& it);
    void open_intent(const OpenIntent& it);
    void promotion(const Promotion& it);
    void hold(const Hold& it);
};

}  // namespace tagwarden
