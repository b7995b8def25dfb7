// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "render/history_view.h"

#include <gtest/gtest.h>

namespace tagwarden {
namespace {

TEST(HistoryView, shows_what_a_reason_would_do_to_a_terminal_as_text)
{
    HistoryRow row;
    row.operation = "withdraw";
    row.subject = "1.0.0";
    row.actor = "eve\x1b[2J";
    row.reason = "red \x1b[31m\n2027-01-01 reinstate\ttab";
    const auto text = history_text({row});
    EXPECT_NE(text.find("eve?[2J  red ?[31m?2027-01-01 reinstate?tab\n"), std::string::npos) << text;
    EXPECT_EQ(history_json({row}).at("history").at(0).at("reason").as_string(), row.reason) << "programs get all of it";
}

}  // namespace
}  // namespace tagwarden
