// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "base/exit_code.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace tagwarden {
namespace {

std::string page()
{
    std::string text =
        "# Exit codes\n\nGenerated from the table in src/base/exit_code.cpp; a test compares them.\n\n| code | name | "
        "meaning |\n| --- | --- | --- |\n";
    for (const auto& row : exit_code_table())
        text += fmt::format("| {} | {} | {} |\n", static_cast<int>(row.code), row.name, row.meaning);
    return text;
}

TEST(ExitCode, the_page_in_docs_is_the_table)
{
    const std::string file = TAGWARDEN_DOCS "/exit-codes.md";
    if (std::getenv("ACCEPT") != nullptr) std::ofstream(file) << page();
    std::ostringstream written;
    written << std::ifstream(file).rdbuf();
    EXPECT_EQ(written.str(), page()) << "run the test with ACCEPT=1 and look at what changed";
}

TEST(ExitCode, every_kind_of_error_has_a_code_of_the_contract)
{
    EXPECT_EQ(exit_code_of(ErrorKind::usage), ExitCode{2});
    EXPECT_EQ(exit_code_of(ErrorKind::not_found), ExitCode{3});
    EXPECT_EQ(exit_code_of(ErrorKind::refused), ExitCode{4});
    EXPECT_EQ(exit_code_of(ErrorKind::denied), ExitCode{5});
    EXPECT_EQ(exit_code_of(ErrorKind::unreachable), ExitCode{6});
    EXPECT_EQ(exit_code_of(ErrorKind::malformed), ExitCode{7});
    EXPECT_EQ(exit_code_of(ErrorKind::rate_limited), ExitCode{8});
    EXPECT_EQ(exit_code_of(ErrorKind::local), ExitCode{9});
    EXPECT_EQ(exit_code_of(ErrorKind::busy), ExitCode{10});
    EXPECT_EQ(exit_code_of(ErrorKind::interrupted), ExitCode{130});
    EXPECT_EQ(exit_code_of(ErrorKind::terminated), ExitCode{143});
}

}  // namespace
}  // namespace tagwarden
