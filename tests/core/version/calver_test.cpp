// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include "tests/core/version/version_tables.h"

namespace tagwarden {
namespace {

TEST(Calver, dates_and_counters_compare_number_by_number)
{
    tests::expect_order(Order::calver, {{"7"},
                                        {"24.04", "24.4", "024.04"},
                                        {"24.04.1"},
                                        {"24.10"},
                                        {"2026.1.2-rc.1"},
                                        {"2026.1.2-rc.2"},
                                        {"2026.1.2-rc.10"},
                                        {"2026.01.02", "2026-01-02", "2026.1.2+build"},
                                        {"2026.1.2.0"},
                                        {"2026.1.2.3"},
                                        {"2026.1.2.3.4"},
                                        {"2026.1.10-dev"},
                                        {"2026-01-10"},
                                        {"2026.11.22"},
                                        {"20261122"}});
}

TEST(Calver, a_dash_is_part_of_a_date_only_where_a_whole_date_has_dashes)
{
    tests::expect_order(Order::calver, {{"2026-11"}, {"2026"}, {"2026-11-22-rc.1"}, {"2026-11-22"}});
    tests::expect_order(Order::calver, {{"2026-11-221"}, {"2026"}});
}

TEST(Calver, refuses_what_is_no_row_of_numbers_and_says_where)
{
    const std::string digit = "a digit", tail = "'-', '+' or the end";
    tests::expect_refusals(Order::calver, {{"", 0, digit},
                                           {"v2026.1", 0, digit},
                                           {"2026.", 5, digit},
                                           {"2026..1", 5, digit},
                                           {"2026.x", 5, digit},
                                           {"2026_01", 4, tail},
                                           {"2026.1.2.3.4.5", 12, tail},
                                           {"2026-11-22.1", 10, tail},
                                           {"2026.1-", 7, "a letter, a digit or '-'"},
                                           {"2026.1-rc.01", 10, "a number without leading zeros"},
                                           {"2026-01", 5, "a number without leading zeros"},
                                           {"2026.1 ", 6, tail}});
}

TEST(Calver, knows_its_numbers_and_whether_it_is_a_prerelease)
{
    tests::expect_portraits(Order::calver, {{"2026.11.22", {"2026", "11", "22"}, false, ""},
                                            {"2026-11-22", {"2026", "11", "22"}, false, ""},
                                            {"24.04-rc.1", {"24", "04", ""}, true, ""},
                                            {"24.04+1", {"24", "04", ""}, false, ""},
                                            {"1.2.3.4.5", {"1", "2", "3"}, false, ""}});
}

}  // namespace
}  // namespace tagwarden
