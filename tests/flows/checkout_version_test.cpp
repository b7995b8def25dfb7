// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "flows/checkout_version.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace tagwarden {
namespace {

using Names = std::vector<std::string>;

const std::string head = "4b08305257001122334455667788990011223344";
const Time committed = *parse_time("2026-11-20T12:00:00Z");

/// A checkout in the words of a test, which notes what it was asked.
struct FakeGit final : Git {
    bool is_missing = false;
    bool is_checkout = true;
    CheckoutFacts facts{head, committed, "main", {}};
    Names behind_head;  ///< tags; those on HEAD are in `facts`
    Names elsewhere;
    std::int64_t commits = 5;
    Names asked;

    Result<std::optional<CheckoutFacts>> checkout() override
    {
        asked.emplace_back("checkout");
        if (is_missing) return fail(ErrorKind::not_found, "there is no git", "install git");
        return is_checkout ? std::optional(facts) : std::nullopt;
    }

    Result<Names> tags() override
    {
        asked.emplace_back("tags");
        auto all = facts.tags;
        all.insert(all.end(), behind_head.begin(), behind_head.end());
        all.insert(all.end(), elsewhere.begin(), elsewhere.end());
        return all;
    }

    Result<std::optional<std::string>> first_behind_head(const Names& tags) override
    {
        asked.emplace_back("first_behind_head");
        for (const auto& tag : tags)
            if (std::ranges::find(elsewhere, tag) == elsewhere.end()) return tag;
        return std::nullopt;
    }

    Result<std::int64_t> commits_since(const std::optional<std::string>& tag) override
    {
        asked.push_back("commits_since " + tag.value_or("the beginning"));
        return commits;
    }
};

struct FakeFiles final : SourceFiles {
    std::optional<std::string> version_file;

    Each<std::string> read(const std::vector<std::string>& paths) override
    {
        EXPECT_EQ(paths, Names{"VERSION"});
        if (version_file) return {*version_file};
        return {fail(ErrorKind::not_found, "there is no file VERSION")};
    }
};

class CheckoutVersionTest : public testing::Test {
protected:
    /// "VERSION KIND, SOURCE", or the kind of error and its message.
    std::string answer(std::optional<std::string> given = {}, std::optional<BuildKind> kind = {})
    {
        const auto version = version_of_checkout(scheme_, {std::move(given), kind, environment_}, git_, files_);
        if (!version)
            return (version.error().kind == ErrorKind::refused ? "refused: " : "error: ") + version.error().message;
        return version->chosen.version.str() + " " + std::string(name_of(version->chosen.kind)) + ", " +
               version->chosen.source;
    }

    VersionConfiguration scheme_;
    Environment environment_;
    FakeGit git_;
    FakeFiles files_;
};

TEST_F(CheckoutVersionTest, a_tag_on_head_is_all_that_is_asked_for)
{
    git_.facts.tags = {"v1.8.1"};
    EXPECT_EQ(answer(), "1.8.1 release, the tag v1.8.1 on HEAD");
    EXPECT_EQ(git_.asked, Names{"checkout"});
}

TEST_F(CheckoutVersionTest, between_tags_the_highest_behind_head_counts_and_not_one_on_another_line)
{
    git_.behind_head = {"v1.8.1", "v1.7.9"};
    git_.elsewhere = {"v2.0.0"};
    EXPECT_EQ(answer(), "1.8.2-dev.5.0+g4b083052 branch, 5 commits after the tag v1.8.1");
    EXPECT_EQ(git_.asked, (Names{"checkout", "tags", "first_behind_head", "commits_since v1.8.1"}));
}

TEST_F(CheckoutVersionTest, without_any_tag_all_commits_count)
{
    EXPECT_EQ(answer(), "0.0.1-dev.5.0+g4b083052 branch, 5 commits after no tag at all");
    EXPECT_EQ(git_.asked.back(), "commits_since the beginning");
}

TEST_F(CheckoutVersionTest, the_date_is_of_the_pipeline_else_said_else_of_the_commit)
{
    git_.behind_head = {"v1.8.1"};
    EXPECT_EQ(answer({}, BuildKind::nightly).substr(0, 30), "1.8.2-nightly.20261120.0+g4b08");
    environment_ = {{"SOURCE_DATE_EPOCH", "1763942400"}};
    EXPECT_EQ(answer({}, BuildKind::nightly).substr(0, 30), "1.8.2-nightly.20251124.0+g4b08");
    environment_.emplace("TAGWARDEN_CREATED", "2026-11-22");
    EXPECT_EQ(answer({}, BuildKind::nightly).substr(0, 30), "1.8.2-nightly.20261122.0+g4b08");
    environment_ = {{"SOURCE_DATE_EPOCH", "soon"}};
    EXPECT_EQ(answer(), "error: SOURCE_DATE_EPOCH is 'soon', want seconds since 1970");
}

TEST_F(CheckoutVersionTest, a_schedule_makes_a_nightly_with_the_number_of_its_pipeline)
{
    git_.facts.tags = {"v1.8.1"};
    environment_ = {{"GITLAB_CI", "true"},
                    {"CI_PIPELINE_SOURCE", "schedule"},
                    {"CI_PIPELINE_ID", "77"},
                    {"CI_PIPELINE_CREATED_AT", "2026-11-22T02:00:00Z"}};
    EXPECT_EQ(answer().substr(0, 45), "1.8.2-nightly.20261122.77+g4b083052 nightly, ");
}

TEST_F(CheckoutVersionTest, a_shallow_clone_knows_its_version_only_on_a_tag)
{
    git_.facts.shallow = true;
    git_.facts.tags = {"v1.8.1"};
    EXPECT_EQ(answer(), "1.8.1 release, the tag v1.8.1 on HEAD");
    git_.facts.tags = {};
    EXPECT_EQ(answer(),
              "error: this is a shallow clone, which does not know the tags and commits that its version depends on");
    EXPECT_EQ(answer("1.8.1"), "1.8.1 release, --version");
}

TEST_F(CheckoutVersionTest, outside_a_checkout_the_version_has_to_be_given)
{
    git_.is_checkout = false;
    EXPECT_EQ(answer(), "error: this is not a git checkout, and no version was given");
    EXPECT_EQ(answer("1.8.1"), "1.8.1 release, --version");
    environment_ = {{"TAGWARDEN_TAG", "v1.8.1"}};
    EXPECT_EQ(answer(), "1.8.1 release, the tag v1.8.1 of the CI's job");
}

TEST_F(CheckoutVersionTest, two_sources_that_differ_refuse_in_every_scheme)
{
    git_.facts.tags = {"v1.8.1"};
    EXPECT_EQ(answer("1.8.0"), "refused: --version says 1.8.0, the tag on HEAD says v1.8.1");
    scheme_ = {Order::omnibus};
    git_.facts.tags = {"13.1.0+ce.0"};
    EXPECT_EQ(answer("13.1.1-ce.0"), "refused: --version says 13.1.1-ce.0, the tag on HEAD says 13.1.0+ce.0");
    environment_ = {{"GITLAB_CI", "true"}, {"CI_COMMIT_TAG", "13.1.1+ce.0"}};
    EXPECT_EQ(answer(), "refused: the CI's job is for the tag 13.1.1+ce.0, the tag on HEAD says 13.1.0+ce.0");
}

TEST_F(CheckoutVersionTest, omnibus_answers_as_its_pipeline_does)
{
    scheme_ = {Order::omnibus};
    git_.behind_head = {"13.1.0+ce.0", "13.1.0+ee.0"};
    git_.elsewhere = {"13.1.1+ee.0"};
    environment_ = {{"GITLAB_CI", "true"}, {"CI_PIPELINE_ID", "159743"}, {"CI_COMMIT_BRANCH", "topic"}};
    EXPECT_EQ(answer(), "13.1.0+rfbranch.159743.4b083052-0 branch, the scheme of omnibus-gitlab");
    files_.version_file = "13.1.1-ee\n";
    EXPECT_EQ(answer(), "13.1.1+rfbranch.159743.4b083052-0 branch, the scheme of omnibus-gitlab");
    environment_.emplace("NIGHTLY", "true");
    EXPECT_EQ(answer(), "13.1.1+rnightly.159743.4b083052-0 nightly, the scheme of omnibus-gitlab");
}

TEST_F(CheckoutVersionTest, omnibus_knows_the_edition_from_the_tag_or_the_pipeline_or_whoever_asks)
{
    scheme_ = {Order::omnibus};
    const auto edition = [&](std::optional<std::string> said = {}) {
        const auto version = version_of_checkout(scheme_, {{}, {}, environment_, std::move(said)}, git_, files_);
        return version ? version->chosen.edition + " " + version->chosen.version.str() : version.error().message;
    };
    git_.behind_head = {"13.1.0+ce.0", "13.1.1+ee.0"};
    EXPECT_EQ(edition(), "ce 13.1.0+rfbranch.4b083052-0");
    EXPECT_EQ(edition("ee"), "ee 13.1.1+rfbranch.4b083052-0") << "what is said makes it the pipeline of that edition";
    files_.version_file = "13.1.1-ee\n";
    EXPECT_EQ(edition(), "ee 13.1.1+rfbranch.4b083052-0");
    files_.version_file.reset();
    git_.facts.tags = {"13.2.0+ee.0"};
    EXPECT_EQ(edition(), "ee 13.2.0-ee.0") << "the tag says it";
    git_.facts.tags = {"13.2.0+ce.0"};
    environment_ = {{"ee", "true"}};
    EXPECT_EQ(edition(),
              "the tag 13.2.0+ce.0 is of the edition ce, and the pipeline's variables or the file VERSION make this a "
              "build of ee");
}

TEST_F(CheckoutVersionTest, a_release_remembers_the_commit_of_the_project_that_started_its_pipeline)
{
    environment_ = {{"TAGWARDEN_UPSTREAM_COMMIT", "0123abcd"}};
    git_.facts.tags = {"v1.8.1"};
    const auto version = version_of_checkout(scheme_, {{}, {}, environment_}, git_, files_);
    ASSERT_TRUE(version);
    EXPECT_EQ(release_of(*version, {}).upstream_commit, "0123abcd");
}

TEST_F(CheckoutVersionTest, omnibus_builds_for_fips_on_a_tag_are_named_so)
{
    scheme_ = {Order::omnibus};
    git_.facts.tags = {"13.1.0+ee.0"};
    environment_ = {{"ee", "true"}, {"USE_SYSTEM_SSL", "true"}};
    EXPECT_EQ(answer(), "13.1.0-fips.0 release, the tag 13.1.0+ee.0");
}

TEST_F(CheckoutVersionTest, omnibus_hears_every_ci_and_a_tag_in_a_job_of_a_branch_makes_no_release)
{
    scheme_ = {Order::omnibus};
    git_.facts.tags = {"13.1.0+ce.0"};
    environment_ = {{"GITHUB_ACTIONS", "true"}, {"GITHUB_REF_TYPE", "branch"}, {"GITHUB_RUN_NUMBER", "5"}};
    EXPECT_EQ(answer(), "13.1.0+rfbranch.5.4b083052-0 branch, the scheme of omnibus-gitlab");
    environment_ = {{"TAGWARDEN_TAG", "13.2.0+ce.0"}};
    EXPECT_EQ(answer(), "refused: the CI's job is for the tag 13.2.0+ce.0, the tag on HEAD says 13.1.0+ce.0");
    environment_ = {};
    EXPECT_EQ(answer({}, BuildKind::nightly),
              "error: --kind says nightly, and the pipeline's variables and tags make it a release build");
    environment_ = {{"IMAGE_TAG", "a/b"}};
    EXPECT_NE(answer().find("is not a tag"), std::string::npos) << answer();
}

TEST_F(CheckoutVersionTest, git_is_not_needed_where_somebody_else_says_the_version)
{
    git_.is_missing = true;
    EXPECT_EQ(answer("1.8.1"), "1.8.1 release, --version");
    EXPECT_EQ(answer(), "error: there is no git");
    environment_ = {{"TAGWARDEN_TAG", "v1.8.1"}};
    EXPECT_EQ(answer(), "1.8.1 release, the tag v1.8.1 of the CI's job");
}

TEST_F(CheckoutVersionTest, a_dirty_checkout_says_so_between_tags)
{
    git_.facts.dirty = true;
    git_.behind_head = {"v1.8.1"};
    EXPECT_EQ(answer(), "1.8.2-dev.5.0+g4b083052.dirty branch, 5 commits after the tag v1.8.1");
}

TEST_F(CheckoutVersionTest, a_bad_variable_of_the_ci_is_named)
{
    environment_ = {{"GITLAB_CI", "true"}, {"CI_PIPELINE_ID", "many"}};
    EXPECT_NE(answer().find("CI_PIPELINE_ID is 'many'"), std::string::npos) << answer();
}

}  // namespace
}  // namespace tagwarden
