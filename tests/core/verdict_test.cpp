// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/verdict.h"

#include <gtest/gtest.h>

namespace tagwarden {
namespace {

std::vector<std::string> codes(const std::string& version, const std::vector<PlatformAnswers>& platforms,
                               const std::vector<Exception>& exceptions = {})
{
    std::vector<std::string> found;
    const auto verdict = judge(*Version::parse(Order::semver, version), version, exceptions, platforms);
    for (const auto& finding : verdict.findings) found.push_back(finding.code);
    return found;
}

using Codes = std::vector<std::string>;

TEST(Verdict, all_answers_agree_as_versions_with_an_optional_v)
{
    EXPECT_EQ(codes("1.8.1",
                    {{"app linux/amd64", {{"label", {"1.8.1"}}, {"file /V", {"v1.8.1"}}, {"file /W", {" 1.8.1\n"}}}}}),
              Codes{});
}

TEST(Verdict, one_answer_that_differs_is_a_finding_though_others_agree)
{
    EXPECT_EQ(codes("1.8.0", {{"app linux/amd64", {{"label", {"1.8.0"}}, {"file /V", {"1.8.1"}}}}}),
              Codes{"content-says-other-version"});
    EXPECT_EQ(codes("1.8.0", {{"app linux/amd64", {{"file /bin/app", {"1.8.0", "1.7.9"}}}}}),
              Codes{"content-says-other-version"});
}

TEST(Verdict, silence_on_any_platform_is_a_finding)
{
    EXPECT_EQ(codes("1.8.0", {{"app linux/amd64", {{"label", {"1.8.0"}}}}, {"app linux/arm64", {{"label", {}}}}}),
              Codes{"content-says-nothing"});
}

TEST(Verdict, a_mismatch_is_accepted_only_for_the_exact_pair_that_was_declared)
{
    const std::vector<Exception> exceptions{{"0.1.20", "0.0.0", "version was not linked in"}};
    const auto says = [](const std::string& text) {
        return std::vector<PlatformAnswers>{{"app linux/amd64", {{"label", {text}}}}};
    };
    EXPECT_EQ(codes("0.1.20", says("0.0.0"), exceptions), Codes{});
    EXPECT_EQ(codes("0.1.21", says("0.0.0"), exceptions), Codes{"content-says-other-version"});
    EXPECT_EQ(codes("0.1.20", says("0.0.1"), exceptions), Codes{"content-says-other-version"});
}

TEST(Verdict, an_accepted_mismatch_is_told_with_its_reason)
{
    const auto verdict =
        judge(*Version::parse(Order::semver, "0.1.20"), "0.1.20", {{"0.1.20", "0.0.0", "version was not linked in"}},
              {{"app linux/amd64", {{"label", {"0.0.0"}}}}});
    EXPECT_EQ(verdict.accepted,
              std::vector<std::string>{
                  "the content of app linux/amd64 says 0.0.0 (label); accepted: version was not linked in"});
}

TEST(Verdict, builds_that_differ_in_their_metadata_are_not_one)
{
    const auto says = [](const std::string& text) {
        return std::vector<PlatformAnswers>{{"app linux/amd64", {{"label", {text}}}}};
    };
    EXPECT_EQ(codes("1.0.0+x", says("1.0.0+y")), Codes{"content-says-other-version"});
    EXPECT_EQ(codes("1.0.0+x", says("1.0.0")), Codes{});
    EXPECT_EQ(codes("1.0.0", says("1.0.0+y")), Codes{"content-says-other-version"});
}

TEST(Verdict, names_the_platform_and_both_versions)
{
    const auto verdict = judge(*Version::parse(Order::semver, "1.8.0"), "1.8.0", {},
                               {{"gokapi linux/amd64", {{"file /app/gokapi", {"1.8.1"}}}}});
    ASSERT_EQ(verdict.findings.size(), 1U);
    EXPECT_EQ(verdict.findings[0].message,
              "the content of gokapi linux/amd64 says 1.8.1 (file /app/gokapi), its name would say 1.8.0");
}

}  // namespace
}  // namespace tagwarden
