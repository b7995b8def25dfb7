// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include "cli/arguments.h"
#include "cli/command.h"

namespace tagwarden {
namespace {

Error wrong(const std::vector<std::string>& words)
{
    const auto invocation = parse_arguments(words);
    return invocation ? Error{} : invocation.error();
}

TEST(ParseArguments, options_take_one_value_and_leave_the_words_alone)
{
    const auto it = parse_arguments({"publish", "--version", "1.8.1", "--config", "x", "oci:image", "--source", "a=1",
                                     "--source", "b=2", "--dry-run"});
    ASSERT_TRUE(it) << it.error().message;
    EXPECT_EQ(it->command->name, "publish");
    EXPECT_EQ(it->arguments.value("--version"), "1.8.1");
    EXPECT_EQ(it->arguments.value("SOURCE"), "oci:image");
    EXPECT_EQ(it->arguments.values("--source"), (std::vector<std::string>{"a=1", "b=2"}));
    EXPECT_TRUE(it->arguments.has("--dry-run"));
    EXPECT_FALSE(it->arguments.has("--json"));
}

TEST(ParseArguments, a_flag_is_on_off_or_not_mentioned)
{
    const auto plain_http = [](const std::vector<std::string>& words) {
        return parse_arguments(words)->arguments.flag("--plain-http");
    };
    EXPECT_EQ(plain_http({"ls", "r"}), std::nullopt);
    EXPECT_EQ(plain_http({"ls", "r", "--plain-http"}), true);
    EXPECT_EQ(plain_http({"ls", "r", "--plain-http=true"}), true);
    EXPECT_EQ(plain_http({"ls", "r", "--plain-http=false"}), false);
    EXPECT_FALSE(parse_arguments({"ls", "r", "--long=false"})->arguments.has("--long"));
    EXPECT_EQ(wrong({"ls", "r", "--plain-http=maybe"}).kind, ErrorKind::usage);
}

TEST(ParseArguments, a_word_may_be_the_name_of_a_command)
{
    const auto it = parse_arguments({"history", "version", "--json"});
    ASSERT_TRUE(it) << it.error().message;
    EXPECT_EQ(it->command->name, "history");
    EXPECT_EQ(it->arguments.value("NAME"), "version");
    EXPECT_TRUE(it->arguments.has("--json"));
    EXPECT_EQ(parse_arguments({"help", "copy"})->arguments.value("COMMAND"), "copy");
}

TEST(ParseArguments, words_that_repeat_are_all_kept)
{
    EXPECT_EQ(parse_arguments({"verify", "a:1", "b:2"})->arguments.values("REFERENCE"),
              (std::vector<std::string>{"a:1", "b:2"}));
    const auto it = parse_arguments({"copy", "--all-tags", "a", "--include", "1*", "b", "--dry-run", "c"});
    ASSERT_TRUE(it) << it.error().message;
    EXPECT_EQ(it->arguments.value("SOURCE"), "a");
    EXPECT_EQ(it->arguments.values("DESTINATION"), (std::vector<std::string>{"b", "c"}));
    EXPECT_EQ(wrong({"copy", "a"}).message, "DESTINATION is required");
}

TEST(ParseArguments, help_is_asked_for_with_and_without_a_command)
{
    EXPECT_TRUE(parse_arguments({"--help"})->help);
    const auto it = parse_arguments({"rollback", "--help"});
    EXPECT_TRUE(it->help);
    EXPECT_EQ(it->command->name, "rollback");
    EXPECT_TRUE(parse_arguments({"--version"})->version);
    EXPECT_EQ(parse_arguments({})->command, nullptr);
    EXPECT_EQ(wrong({"rolback", "--help"}).message, "there is no command 'rolback' (did you mean 'rollback'?)");
}

TEST(ParseArguments, a_command_may_be_two_words)
{
    const auto it = parse_arguments({"--config", "x", "ledger", "export", "--output", "file", "--json"});
    ASSERT_TRUE(it) << it.error().message;
    EXPECT_EQ(it->command->name, "ledger export");
    EXPECT_EQ(it->arguments.value("--output"), "file");
    EXPECT_EQ(it->arguments.value("--config"), "x");
    EXPECT_TRUE(it->arguments.has("--json"));
    EXPECT_EQ(parse_arguments({"ledger", "import", "-"})->arguments.value("FILE"), "-");
    EXPECT_EQ(parse_arguments({"ledger", "verify", "--help"})->command->name, "ledger verify");
    EXPECT_TRUE(parse_arguments({"ledger", "--help"})->help);
}

TEST(ParseArguments, the_first_word_of_a_command_alone_is_none)
{
    EXPECT_EQ(wrong({"ledger"}).message, "'ledger' alone is no command");
    EXPECT_EQ(wrong({"ledger"}).hint, "say one of: ledger verify, ledger export, ledger import");
    EXPECT_EQ(wrong({"ledger", "exprt"}).message, "there is no command 'ledger exprt' (did you mean 'ledger export'?)");
    EXPECT_EQ(wrong({"ledger", "status"}).message, "there is no command 'ledger status'");
    EXPECT_EQ(wrong({"ledger", "export", "--outptu", "x"}).message,
              "'ledger export' has no option '--outptu' (did you mean '--output'?)");
    EXPECT_EQ(wrong({"ledger", "export", "--outptu", "x"}).hint, "see 'tagwarden ledger export --help'");
}

TEST(ParseArguments, what_does_not_fit_is_a_usage_error_that_names_it)
{
    EXPECT_EQ(wrong({"publsh"}).message, "there is no command 'publsh' (did you mean 'publish'?)");
    EXPECT_EQ(wrong({"publish", "--verion", "1"}).message,
              "'publish' has no option '--verion' (did you mean '--version'?)");
    EXPECT_EQ(wrong({"--versoin"}).message, "tagwarden has no option '--versoin' (did you mean '--version'?)");
    EXPECT_EQ(wrong({"rollback"}).message, "CHANNEL is required");
    EXPECT_EQ(wrong({"rollback", "latest"}).message, "--reason is required");
    EXPECT_EQ(wrong({"rollback", "latest"}).hint, "see 'tagwarden rollback --help'");
    for (const auto& words : std::vector<std::vector<std::string>>{{"publish", "a", "b"},
                                                                   {"status", "x"},
                                                                   {"publish", "--version", "1", "--version", "2"},
                                                                   {"hold", "latest", "--reason"}})
        EXPECT_EQ(wrong(words).kind, ErrorKind::usage);
}

}  // namespace
}  // namespace tagwarden
