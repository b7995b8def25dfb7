// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/yaml/known_keys.h"

#include <algorithm>
#include <cassert>

namespace tagwarden {

std::span<const KeyTable> key_tables()
{
    static const std::vector<KeyTable> tables{
        {"configuration",
         {"product", "editions", "version", "sources", "ledger", "images", "destinations", "channels", "exceptions"},
         {}},
        {"version", {"scheme", "tag-prefix", "format", "match", "order"}, {}},
        {"source", {"file", "match", "expect"}, {}},
        {"image",
         {"anchor", "source", "variants", "platforms", "probes", "probes-reason", "expect", "destinations", "channels"},
         {}},
        {"probe", {"file", "match"}, {}},
        {"destination", {"to", "kinds", "optional", "plain-http"}, {}},
        {"channel", {"follow", "soak", "names"}, {}},
        {"exception", {"version", "content", "reason"}, {}},
    };
    return tables;
}

const KeyTable& keys_of(std::string_view object)
{
    const auto found = std::ranges::find(key_tables(), object, &KeyTable::object);
    assert(found != key_tables().end());
    return *found;
}

}  // namespace tagwarden
