// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include "cli/command.h"

namespace tagwarden {
namespace {

TEST(HelpPages, every_command_has_one_that_begins_with_its_synopsis_and_an_example)
{
    for (const auto* command : command_table()) {
        const auto page = help_page(command->name);
        const auto title = "tagwarden " + std::string(command->name) + ": " + std::string(command->synopsis) +
                           "\n\n    tagwarden " + std::string(command->name);
        EXPECT_TRUE(page.starts_with(title)) << command->name << " begins with\n" << page.substr(0, 200);
    }
}

TEST(HelpPages, every_option_and_word_of_a_command_is_on_its_page)
{
    for (const auto* command : command_table()) {
        const auto page = help_page(command->name);
        for (const auto& option : command->options)
            EXPECT_NE(page.find("\n    " + std::string(option.name)), std::string_view::npos)
                << command->name << " " << option.name;
        for (const auto& word : command->positionals)
            EXPECT_NE(page.find("\n    " + std::string(word.name)), std::string_view::npos)
                << command->name << " " << word.name;
    }
    for (const auto& option : common_options())
        EXPECT_NE(help_page("tagwarden").find(option.name), std::string_view::npos) << option.name;
}

}  // namespace
}  // namespace tagwarden
