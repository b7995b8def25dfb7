// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/system/environment.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>

#include "adapters/system/process_mark.h"

namespace tagwarden {

TEST(Environment, is_read_with_values_that_hold_equals_signs)
{
    setenv("TAGWARDEN_TEST", "a=b=c", 1);
    EXPECT_EQ(environment_variables().at("TAGWARDEN_TEST"), "a=b=c");
    unsetenv("TAGWARDEN_TEST");
    EXPECT_FALSE(environment_variables().contains("TAGWARDEN_TEST"));
}

TEST(Environment, the_actor_is_who_the_ci_names_else_the_user_of_this_machine)
{
    EXPECT_EQ(current_actor({{"GITLAB_CI", "true"}, {"GITLAB_USER_LOGIN", "jo"}, {"USER", "root"}}), "jo");
    EXPECT_EQ(current_actor({{"GITHUB_ACTIONS", "true"}, {"GITHUB_ACTOR", " kim\n"}, {"USER", "root"}}), "kim");
    EXPECT_EQ(current_actor({{"GITLAB_CI", "true"}, {"GITLAB_USER_LOGIN", " "}, {"USER", "lee"}}).find("lee@"), 0);
    EXPECT_EQ(current_actor({{"GITHUB_ACTOR", "kim"}, {"USER", "lee"}}).find("lee@"), 0) << "not in a CI";
    EXPECT_EQ(current_actor({{"TAGWARDEN_ACTOR", "bot"}, {"USER", "lee"}}), "bot");
    EXPECT_EQ(current_actor({{"LOGNAME", "lee"}}).find("lee@"), 0);
    EXPECT_EQ(current_actor({}).find("uid" + std::to_string(geteuid()) + "@"), 0);
    EXPECT_GT(current_actor({{"USER", "lee"}}).size(), std::string("lee@").size());
}

TEST(Environment, an_actor_cannot_bring_control_characters_into_the_ledger)
{
    EXPECT_EQ(current_actor({{"TAGWARDEN_ACTOR", "a\x1b[2Jb"}}), "a?[2Jb");
    EXPECT_EQ(current_actor({{"USER", "a\nb"}}).find("a?b@"), 0);
}

TEST(Environment, the_cache_is_in_the_folder_of_the_user_and_only_an_absolute_one_counts)
{
    EXPECT_EQ(cache_folder({{"XDG_CACHE_HOME", "/c"}, {"HOME", "/home/jo"}}), "/c/tagwarden");
    EXPECT_EQ(cache_folder({{"HOME", "/home/jo"}}), "/home/jo/.cache/tagwarden");
    EXPECT_EQ(cache_folder({{"XDG_CACHE_HOME", "c"}, {"HOME", "/home/jo"}}), "/home/jo/.cache/tagwarden");
    EXPECT_EQ(cache_folder({{"XDG_CACHE_HOME", ""}, {"HOME", "jo"}}), std::nullopt);
    EXPECT_EQ(cache_folder({}), std::nullopt);
}

TEST(Environment, a_ci_is_where_one_of_its_variables_is_on)
{
    EXPECT_TRUE(in_ci({{"CI", "true"}}));
    EXPECT_TRUE(in_ci({{"CI", "1"}}));
    EXPECT_TRUE(in_ci({{"GITLAB_CI", "true"}}));
    EXPECT_TRUE(in_ci({{"GITHUB_ACTIONS", "true"}}));
    EXPECT_TRUE(in_ci({{"CI", "false"}, {"GITLAB_CI", "true"}}));
    for (const auto* off : {"", " ", "0", "false"}) EXPECT_FALSE(in_ci({{"CI", off}})) << off;
    EXPECT_FALSE(in_ci({{"USER", "ci"}}));
}

TEST(Environment, a_lease_holder_names_user_machine_and_process)
{
    const auto holder = lease_holder({{"USER", "lee"}, {"GITHUB_ACTOR", "kim"}});
    EXPECT_EQ(holder,
              current_actor({{"USER", "lee"}}) + " pid " + std::to_string(getpid()) + " (" + process_mark() + ")");
}

}  // namespace tagwarden
