// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <vector>

#include "base/json.h"
#include "core/history.h"

namespace tagwarden {

/// The story for people, the oldest line first.
std::string history_text(const std::vector<HistoryRow>& rows);

JsonObject history_json(const std::vector<HistoryRow>& rows);

/// Where channels were at a time, for people.
std::string channels_then_text(const std::vector<ChannelThen>& channels, Time then);

JsonObject channels_then_json(const std::vector<ChannelThen>& channels, Time then);

}  // namespace tagwarden
