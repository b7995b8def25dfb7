// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/ci_build.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace tagwarden {

void PrintTo(const CiBuild& build, std::ostream* out)
{
    *out << build.system << ": " << (build.trigger ? name_of(*build.trigger) : "no trigger") << ", tag '" << build.tag
         << "', branch '" << build.branch << "', target '" << build.target_branch << "', commit " << build.commit
         << ", ordinal " << build.ordinal.value_or(-1) << ", created "
         << (build.created ? format_time(*build.created) : "never") << ", actor '" << build.actor << "', job "
         << build.job_url << ", upstream '" << build.upstream_project << "' at '" << build.upstream_commit << "'";
}

namespace {

Environment with(Environment environment, const Environment& more)
{
    for (const auto& [name, value] : more) environment.insert_or_assign(name, value);
    return environment;
}

Error refusal(const Environment& environment)
{
    const auto build = read_ci_build(environment);
    EXPECT_FALSE(build);
    return build ? Error{} : build.error();
}

/// What every job of one pipeline has, whatever started it.
const Environment gitlab{
    {"CI", "true"},
    {"GITLAB_CI", "true"},
    {"GITLAB_USER_LOGIN", "jo"},
    {"CI_COMMIT_SHA", "5f9a1c0d3b7e4a6f8c2d1e0b9a8f7c6d5e4b3a21"},
    {"CI_COMMIT_SHORT_SHA", "5f9a1c0d"},
    {"CI_PIPELINE_ID", "1234567"},
    {"CI_PIPELINE_IID", "42"},
    {"CI_PIPELINE_CREATED_AT", "2026-01-31T16:47:55Z"},
    {"CI_PIPELINE_SOURCE", "push"},
    {"CI_PROJECT_PATH", "team/app"},
    {"CI_JOB_URL", "https://gitlab.example/team/app/-/jobs/99"},
    {"CI_DEFAULT_BRANCH", "main"},
};
CiBuild of_gitlab(Trigger trigger, std::string tag, std::string branch, std::string target_branch = "")
{
    CiBuild build;
    build.system = "GitLab";
    build.trigger = trigger;
    build.tag = std::move(tag);
    build.branch = std::move(branch);
    build.target_branch = std::move(target_branch);
    build.commit = "5f9a1c0d3b7e4a6f8c2d1e0b9a8f7c6d5e4b3a21";
    build.ordinal = 1234567;
    build.created = parse_time("2026-01-31T16:47:55Z").value();
    build.actor = "jo";
    build.job_url = "https://gitlab.example/team/app/-/jobs/99";
    return build;
}

const Environment github{
    {"CI", "true"},
    {"GITHUB_ACTIONS", "true"},
    {"GITHUB_ACTOR", "kim"},
    {"GITHUB_SHA", "0a1b2c3d4e5f60718293a4b5c6d7e8f901234567"},
    {"GITHUB_RUN_ID", "7890123456"},
    {"GITHUB_RUN_NUMBER", "318"},
    {"GITHUB_SERVER_URL", "https://github.com"},
    {"GITHUB_REPOSITORY", "team/app"},
    {"GITHUB_HEAD_REF", ""},
    {"GITHUB_BASE_REF", ""},
};
CiBuild of_github(Trigger trigger, std::string tag, std::string branch, std::string target_branch = "")
{
    CiBuild build;
    build.system = "GitHub Actions";
    build.trigger = trigger;
    build.tag = std::move(tag);
    build.branch = std::move(branch);
    build.target_branch = std::move(target_branch);
    build.commit = "0a1b2c3d4e5f60718293a4b5c6d7e8f901234567";
    build.ordinal = 318;
    build.actor = "kim";
    build.job_url = "https://github.com/team/app/actions/runs/7890123456";
    return build;
}

struct Row {
    std::string what;
    Environment environment;
    CiBuild wanted;
};

void expect_all(const std::vector<Row>& rows)
{
    for (const auto& row : rows) {
        SCOPED_TRACE(row.what);
        const auto build = read_ci_build(row.environment);
        ASSERT_TRUE(build) << build.error().message;
        EXPECT_EQ(*build, row.wanted);
    }
}

}  // namespace

TEST(CiBuild, outside_a_ci_nothing_is_said)
{
    const CiBuild nothing{};
    expect_all({
        {"no variables", {}, nothing},
        {"a shell", {{"USER", "jo"}, {"HOME", "/home/jo"}, {"BRANCH", "main"}}, nothing},
        {"another CI", {{"CI", "true"}, {"CI_COMMIT_TAG", "v1"}}, nothing},
        {"switched off", with(gitlab, {{"GITLAB_CI", "false"}}), nothing},
        {"an epoch for the date", {{"SOURCE_DATE_EPOCH", "1700000000"}}, nothing},
    });
}

TEST(CiBuild, gitlab_says_what_started_it)
{
    expect_all({
        {"push to a branch", with(gitlab, {{"CI_COMMIT_BRANCH", "main"}, {"CI_COMMIT_REF_NAME", "main"}}),
         of_gitlab(Trigger::branch, "", "main")},
        {"tag", with(gitlab, {{"CI_COMMIT_TAG", "v1.8.1"}, {"CI_COMMIT_REF_NAME", "v1.8.1"}}),
         of_gitlab(Trigger::tag, "v1.8.1", "")},
        {"empty tag", with(gitlab, {{"CI_COMMIT_TAG", " "}, {"CI_COMMIT_BRANCH", "main"}}),
         of_gitlab(Trigger::branch, "", "main")},
        {"merge request",
         with(gitlab, {{"CI_PIPELINE_SOURCE", "merge_request_event"},
                       {"CI_MERGE_REQUEST_SOURCE_BRANCH_NAME", "fix/x"},
                       {"CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "1-8-stable"}}),
         of_gitlab(Trigger::merge_request, "", "fix/x", "1-8-stable")},
        {"child pipeline of a merge request",
         with(gitlab, {{"CI_PIPELINE_SOURCE", "parent_pipeline"},
                       {"CI_MERGE_REQUEST_ID", "77"},
                       {"CI_MERGE_REQUEST_SOURCE_BRANCH_NAME", "fix/x"},
                       {"CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "main"}}),
         of_gitlab(Trigger::merge_request, "", "fix/x", "main")},
        {"schedule", with(gitlab, {{"CI_PIPELINE_SOURCE", "schedule"}, {"CI_COMMIT_BRANCH", "main"}}),
         of_gitlab(Trigger::schedule, "", "main")},
        {"by hand", with(gitlab, {{"CI_PIPELINE_SOURCE", "web"}, {"CI_COMMIT_BRANCH", "main"}}),
         of_gitlab(Trigger::branch, "", "main")},
    });
}

TEST(CiBuild, a_downstream_pipeline_of_gitlab_names_its_upstream)
{
    const auto downstream = with(gitlab, {{"CI_PIPELINE_SOURCE", "pipeline"}, {"CI_COMMIT_BRANCH", "main"}});
    auto passed_on = of_gitlab(Trigger::branch, "", "main");
    passed_on.upstream_project = "gitlab-org/gitlab";
    passed_on.upstream_commit = "deadbeef";
    auto predefined = of_gitlab(Trigger::branch, "", "main");
    predefined.upstream_project = "278964";
    expect_all({
        {"passed on",
         with(downstream, {{"TOP_UPSTREAM_SOURCE_PROJECT", "gitlab-org/gitlab"},
                           {"TOP_UPSTREAM_SOURCE_SHA", "deadbeef"},
                           {"CI_UPSTREAM_PROJECT_ID", "278964"}}),
         passed_on},
        {"predefined", with(downstream, {{"CI_UPSTREAM_PROJECT_ID", "278964"}}), predefined},
        // What omnibus-gitlab writes into the variables of its own jobs where nobody else started them.
        {"its own path",
         with(downstream, {{"CI_PROJECT_PATH", "gitlab-org/omnibus-gitlab"},
                           {"TOP_UPSTREAM_SOURCE_PROJECT", "gitlab-org/omnibus-gitlab"},
                           {"TOP_UPSTREAM_SOURCE_SHA", "deadbeef"}}),
         of_gitlab(Trigger::branch, "", "main")},
        {"its own number", with(downstream, {{"CI_PROJECT_ID", "7"}, {"CI_UPSTREAM_PROJECT_ID", "7"}}),
         of_gitlab(Trigger::branch, "", "main")},
    });
}

TEST(CiBuild, github_says_what_started_it)
{
    expect_all({
        {"push to a branch",
         with(github, {{"GITHUB_EVENT_NAME", "push"}, {"GITHUB_REF_TYPE", "branch"}, {"GITHUB_REF_NAME", "main"}}),
         of_github(Trigger::branch, "", "main")},
        {"push of a tag",
         with(github, {{"GITHUB_EVENT_NAME", "push"}, {"GITHUB_REF_TYPE", "tag"}, {"GITHUB_REF_NAME", "v1.8.1"}}),
         of_github(Trigger::tag, "v1.8.1", "")},
        {"release",
         with(github, {{"GITHUB_EVENT_NAME", "release"}, {"GITHUB_REF_TYPE", "tag"}, {"GITHUB_REF_NAME", "v1.8.1"}}),
         of_github(Trigger::tag, "v1.8.1", "")},
        {"schedule",
         with(github, {{"GITHUB_EVENT_NAME", "schedule"}, {"GITHUB_REF_TYPE", "branch"}, {"GITHUB_REF_NAME", "main"}}),
         of_github(Trigger::schedule, "", "main")},
        {"pull request",
         with(github, {{"GITHUB_EVENT_NAME", "pull_request"},
                       {"GITHUB_REF_TYPE", "branch"},
                       {"GITHUB_REF_NAME", "17/merge"},
                       {"GITHUB_HEAD_REF", "fix/x"},
                       {"GITHUB_BASE_REF", "main"}}),
         of_github(Trigger::merge_request, "", "fix/x", "main")},
        {"pull request from a fork",
         with(github, {{"GITHUB_EVENT_NAME", "pull_request_target"},
                       {"GITHUB_REF_TYPE", "branch"},
                       {"GITHUB_REF_NAME", "main"},
                       {"GITHUB_HEAD_REF", "patch-1"},
                       {"GITHUB_BASE_REF", "main"}}),
         of_github(Trigger::merge_request, "", "patch-1", "main")},
        {"by hand",
         with(github,
              {{"GITHUB_EVENT_NAME", "workflow_dispatch"}, {"GITHUB_REF_TYPE", "branch"}, {"GITHUB_REF_NAME", "main"}}),
         of_github(Trigger::branch, "", "main")},
    });
}

TEST(CiBuild, an_address_of_which_a_part_is_missing_is_left_out)
{
    auto environment = with(github, {{"GITHUB_REF_NAME", "main"}});
    environment.erase("GITHUB_SERVER_URL");
    EXPECT_EQ(read_ci_build(environment)->job_url, "");
}

TEST(CiBuild, own_variables_work_anywhere)
{
    const Environment own{
        {"TAGWARDEN_TRIGGER", "merge-request"},
        {"TAGWARDEN_TAG", "v1"},
        {"TAGWARDEN_BRANCH", "topic"},
        {"TAGWARDEN_TARGET_BRANCH", "main"},
        {"TAGWARDEN_COMMIT", "abc"},
        {"TAGWARDEN_ORDINAL", " 7 "},
        {"TAGWARDEN_CREATED", "2026-11-22"},
        {"TAGWARDEN_ACTOR", "lee"},
        {"TAGWARDEN_JOB_URL", "https://x/1"},
        {"TAGWARDEN_UPSTREAM_PROJECT", "team/lib"},
        {"TAGWARDEN_UPSTREAM_COMMIT", "def"},
    };
    CiBuild wanted{.system = {},
                   .trigger = Trigger::merge_request,
                   .tag = "v1",
                   .branch = "topic",
                   .target_branch = "main",
                   .commit = "abc",
                   .ordinal = 7,
                   .created = parse_time("2026-11-22").value(),
                   .actor = "lee",
                   .job_url = "https://x/1",
                   .upstream_project = "team/lib",
                   .upstream_commit = "def"};
    expect_all({{"outside a CI", own, wanted}});
    wanted.system = "GitLab";
    expect_all({{"over GitLab", with(with(gitlab, {{"CI_COMMIT_BRANCH", "main"}}), own), wanted}});
}

TEST(CiBuild, a_tag_or_a_branch_that_is_named_says_what_is_built)
{
    EXPECT_EQ(read_ci_build({{"TAGWARDEN_TAG", "v1"}})->trigger, Trigger::tag);
    EXPECT_EQ(read_ci_build({{"TAGWARDEN_BRANCH", "main"}})->trigger, Trigger::branch);
    EXPECT_EQ(read_ci_build({{"TAGWARDEN_COMMIT", "abc"}})->trigger, std::nullopt);
    EXPECT_EQ(read_ci_build(with(gitlab, {{"TAGWARDEN_TAG", "v1"}}))->trigger, Trigger::tag);
    EXPECT_EQ(read_ci_build(with(gitlab, {{"TAGWARDEN_TAG", "v1"}, {"TAGWARDEN_TRIGGER", "branch"}}))->trigger,
              Trigger::branch);
    const auto nightly = with(gitlab, {{"CI_PIPELINE_SOURCE", "schedule"}, {"TAGWARDEN_BRANCH", "main"}});
    EXPECT_EQ(read_ci_build(nightly)->trigger, Trigger::schedule);
}

TEST(CiBuild, each_own_variable_wins_for_itself_and_leaves_the_others)
{
    const auto branch_build =
        with(github, {{"GITHUB_EVENT_NAME", "push"}, {"GITHUB_REF_TYPE", "branch"}, {"GITHUB_REF_NAME", "main"}});
    const auto tag_build =
        with(github, {{"GITHUB_EVENT_NAME", "push"}, {"GITHUB_REF_TYPE", "tag"}, {"GITHUB_REF_NAME", "v1"}});
    auto numbered = of_github(Trigger::branch, "", "main");
    numbered.ordinal = 0;
    expect_all({
        {"ordinal", with(branch_build, {{"TAGWARDEN_ORDINAL", "0"}}), numbered},
        {"blank ordinal", with(branch_build, {{"TAGWARDEN_ORDINAL", " "}}), of_github(Trigger::branch, "", "main")},
        {"trigger", with(branch_build, {{"TAGWARDEN_TRIGGER", "schedule"}}), of_github(Trigger::schedule, "", "main")},
        // The system's one variable holds a tag, and does not become a branch because the trigger is overruled.
        {"no tag for a branch", with(tag_build, {{"TAGWARDEN_TRIGGER", "branch"}}),
         of_github(Trigger::branch, "v1", "")},
    });
}

TEST(CiBuild, every_trigger_has_a_name_that_reads_back)
{
    for (const auto trigger : {Trigger::tag, Trigger::branch, Trigger::merge_request, Trigger::schedule}) {
        EXPECT_EQ(trigger_named(name_of(trigger)), trigger);
        EXPECT_EQ(read_ci_build({{"TAGWARDEN_TRIGGER", std::string(name_of(trigger))}})->trigger, trigger);
    }
    EXPECT_EQ(trigger_named(""), std::nullopt);
}

TEST(CiBuild, a_bad_value_is_a_usage_error_that_names_the_variable_the_value_and_what_was_wanted)
{
    const std::string number = "', and a whole number from 0 to 9223372036854775807 is wanted";
    const std::string time = "', and a time such as 2026-11-22T06:47:49Z is wanted";
    struct Bad {
        Environment environment;
        std::string message;
    };
    const std::vector<Bad> rows{
        {{{"TAGWARDEN_ORDINAL", "x"}}, "TAGWARDEN_ORDINAL is 'x" + number},
        {{{"TAGWARDEN_ORDINAL", "-1"}}, "TAGWARDEN_ORDINAL is '-1" + number},
        {{{"TAGWARDEN_ORDINAL", "+1"}}, "TAGWARDEN_ORDINAL is '+1" + number},
        {{{"TAGWARDEN_ORDINAL", "12 3"}}, "TAGWARDEN_ORDINAL is '12 3" + number},
        {{{"TAGWARDEN_ORDINAL", "9223372036854775808"}}, "TAGWARDEN_ORDINAL is '9223372036854775808" + number},
        {{{"TAGWARDEN_CREATED", "yesterday\n!"}}, "TAGWARDEN_CREATED is 'yesterday?!" + time},
        {{{"TAGWARDEN_TRIGGER", "Tag"}},
         "TAGWARDEN_TRIGGER is 'Tag', and tag, branch, merge-request or schedule is wanted"},
        {with(gitlab, {{"CI_PIPELINE_ID", "many"}}), "CI_PIPELINE_ID is 'many" + number},
        {with(gitlab, {{"CI_PIPELINE_CREATED_AT", "2026-01-31 16:47"}}),
         "CI_PIPELINE_CREATED_AT is '2026-01-31 16:47" + time},
        {with(github, {{"GITHUB_RUN_NUMBER", "1e3"}}), "GITHUB_RUN_NUMBER is '1e3" + number},
    };
    for (const auto& [environment, message] : rows) {
        const auto error = refusal(environment);
        EXPECT_EQ(error.kind, ErrorKind::usage) << message;
        EXPECT_EQ(error.message, message);
        EXPECT_EQ(error.hint.find("correct " + message.substr(0, message.find(' '))), 0) << error.hint;
    }
}

TEST(CiBuild, the_highest_ordinal_is_read)
{
    EXPECT_EQ(read_ci_build({{"TAGWARDEN_ORDINAL", "9223372036854775807"}})->ordinal, INT64_MAX);
}

TEST(CiBuild, a_bad_value_that_an_own_variable_overrules_does_not_matter)
{
    const auto environment = with(gitlab, {{"CI_PIPELINE_ID", "many"}, {"TAGWARDEN_ORDINAL", "5"}});
    EXPECT_EQ(read_ci_build(environment)->ordinal, 5);
}

TEST(CiBuild, the_actor_is_known_even_where_another_value_is_bad)
{
    const auto environment = with(gitlab, {{"CI_PIPELINE_ID", "many"}});
    EXPECT_EQ(ci_actor(environment), "jo");
    EXPECT_EQ(ci_actor(with(environment, {{"TAGWARDEN_ACTOR", "bot"}})), "bot");
    EXPECT_EQ(ci_actor({{"GITLAB_USER_LOGIN", "jo"}}), "");
}

}  // namespace tagwarden
