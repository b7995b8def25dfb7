// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/order_lint.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "base/text.h"
#include "core/kind_in.h"

namespace tagwarden {
namespace {

Build build(Order order, const std::string& text)
{
    auto version = *Version::parse(order, text);
    const auto kind = kind_in(version);
    return {std::move(version), kind};
}

std::string in_short(const Hazard& hazard)
{
    switch (hazard.kind) {
        case Hazard::Kind::would_not_upgrade: return hazard.manager + " keeps";
        case Hazard::Kind::would_wrongly_upgrade: return hazard.manager + " upgrades";
        case Hazard::Kind::disagreement: return hazard.manager + " disagree";
    }
    return "";
}

std::vector<Hazard> hazards(Order order, const std::string& candidate, const std::string& earlier)
{
    const std::vector<Build> before{build(order, earlier)};
    return check_order(build(order, candidate), before);
}

/// "dpkg keeps, rpm keeps": what is found for a new build published after an earlier one.
std::string found(Order order, const std::string& candidate, const std::string& earlier)
{
    std::vector<std::string> all;
    for (const auto& hazard : hazards(order, candidate, earlier)) all.push_back(in_short(hazard));
    return join(all, ", ");
}

std::string sentences(Order order, const std::string& candidate, const std::string& earlier)
{
    std::vector<std::string> all;
    for (const auto& hazard : hazards(order, candidate, earlier)) all.push_back(hazard.sentence);
    return join(all, "\n");
}

struct Case {
    std::string candidate;
    std::string earlier;
    std::string found;
};

void expect_found(Order order, const std::vector<Case>& cases)
{
    for (const auto& it : cases)
        EXPECT_EQ(found(order, it.candidate, it.earlier), it.found) << it.candidate << " after " << it.earlier;
}

// ---- the hazards that are real ones of the omnibus packages ----

TEST(OrderLint, a_release_does_not_replace_its_omnibus_candidate)
{
    expect_found(Order::omnibus, {{"13.1.0-ee.0", "13.1.0-rc42.ee.0", "dpkg keeps, rpm keeps"},
                                  {"13.1.0-rc42.ee.0", "13.1.0-ee.0", "dpkg upgrades, rpm upgrades"},
                                  {"13.1.0-ce.0", "13.1.0-rc42.ee.0", "dpkg keeps, rpm keeps"},
                                  {"13.1.0-rc42.ee.0", "13.1.0-rc9.ee.0", ""},
                                  {"13.1.0-rc9.ee.0", "13.1.0-rc42.ee.0", ""},
                                  {"13.1.1-rc1.ee.0", "13.1.0-ee.0", ""}});
    EXPECT_EQ(hazards(Order::omnibus, "13.1.0-ee.0", "13.1.0-rc42.ee.0").front().sentence,
              "dpkg would not upgrade 13.1.0-rc42.ee.0 to 13.1.0-ee.0: dpkg puts 'r' (character 8 of 13.1.0-rc42.ee.0) "
              "after 'e' (character 8 of 13.1.0-ee.0); 13.1.0~rc42-ee.0 would sort before 13.1.0-ee.0");
    EXPECT_NE(sentences(Order::omnibus, "13.1.0-rc42.ee.0", "13.1.0-ee.0").find("which is meant to be lower"),
              std::string::npos);
}

TEST(OrderLint, a_nightly_built_during_a_candidate_stays_in_the_way_of_the_release)
{
    const std::string nightly = "13.2.0+rnightly.160000.aaaaaaaa-0";
    expect_found(Order::omnibus, {{"13.2.0-ee.0", nightly, "dpkg keeps, rpm keeps"},
                                  {nightly, "13.2.0-ee.0", ""},
                                  {nightly, "13.2.0-rc42.ee.0", ""}});
    EXPECT_NE(sentences(Order::omnibus, "13.2.0-ee.0", nightly)
                  .find("; 13.2.0~rnightly.160000.aaaaaaaa-0 would sort before 13.2.0-ee.0"),
              std::string::npos);
}

TEST(OrderLint, a_nightly_does_not_replace_the_patch_release_after_its_base)
{
    const std::string nightly = "13.1.1+rnightly.159756.b2b5f05e-0";
    expect_found(Order::omnibus, {{nightly, "13.1.2-ee.0", "dpkg keeps, rpm keeps"},
                                  {nightly, "13.1.10-ee.0", "dpkg keeps, rpm keeps"},
                                  {nightly, "13.2.0-ee.0", ""},  // an older line: it is meant to stay below
                                  {nightly, "13.1.1-ee.0", ""},
                                  {nightly, "13.0.9-ee.0", ""},
                                  {"13.1.2-ee.0", nightly, ""},
                                  {"13.0.9-ee.0", nightly, ""}});
    EXPECT_NE(sentences(Order::omnibus, nightly, "13.1.2-ee.0")
                  .find("; 13.1.3~rnightly.159756.b2b5f05e-0 would sort after 13.1.2-ee.0"),
              std::string::npos);
}

TEST(OrderLint, dpkg_and_rpm_disagree_on_a_number_against_a_word)
{
    expect_found(Order::omnibus, {{"13.1.1-0", "13.1.1-ce.0", "dpkg keeps, dpkg and rpm disagree"},
                                  {"13.1.1-ce.0", "13.1.1-0", "rpm keeps, dpkg and rpm disagree"}});
    const auto all = sentences(Order::omnibus, "13.1.1-0", "13.1.1-ce.0");
    EXPECT_NE(all.find("dpkg and rpm disagree on 13.1.1-0 against 13.1.1-ce.0: dpkg puts"), std::string::npos) << all;
    EXPECT_NE(all.find(", rpm puts the number 0 (character 8 of 13.1.1-0) after"), std::string::npos) << all;
}

TEST(OrderLint, a_stable_branch_build_with_two_numbers_is_below_its_release)
{
    expect_found(Order::omnibus, {{"16.2+stable.12345.abc123-0", "16.2.0-ee.0", "dpkg keeps, rpm keeps"},
                                  {"16.2.0-ee.0", "16.2+stable.12345.abc123-0", ""},
                                  {"16.2+stable.12345.abc123-0", "16.1.99-ee.0", ""}});
}

TEST(OrderLint, dpkg_and_rpm_disagree_on_fips_nightlies)
{
    const std::string fips = "13.1.1+rnightly.fips.159756.b2b5f05e-0", plain = "13.1.1+rnightly.159757.b2b5f05f-0";
    expect_found(Order::omnibus, {{plain, fips, "dpkg keeps, dpkg and rpm disagree"},
                                  {fips, plain, "rpm keeps, dpkg and rpm disagree"}});
}

TEST(OrderLint, a_build_without_a_pipeline_number_has_no_order)
{
    expect_found(Order::omnibus,
                 {{"13.1.1+rnightly.0a000000-0", "13.1.1+rnightly.f0000000-0", "dpkg keeps, dpkg and rpm disagree"},
                  {"13.1.1+rnightly.100000.0a-0", "13.1.1+rnightly.99999.f0-0", ""}});
}

// ---- what is meant ----

TEST(OrderLint, a_back_port_is_meant_to_be_lower_than_newer_lines)
{
    expect_found(Order::semver, {{"1.8.5", "1.9.0", ""},
                                 {"1.8.5", "1.9.1-nightly.20260112.78+gabc12345", ""},
                                 {"1.8.5", "1.8.4-dev.5.77+gabc12345", ""},
                                 {"1.8.5-dev.5.77+gabc12345", "1.9.0", ""}});
}

TEST(OrderLint, builds_of_different_kinds_between_tags_have_nothing_to_do_with_each_other)
{
    expect_found(Order::semver, {{"1.8.5-dev.5.77+gabc12345", "1.8.5-nightly.20260112.78+gabc12345", ""},
                                 {"1.8.5-dev.5.77+gabc12345", "1.8.5-dev.6.76+gabc12345",
                                  "dpkg keeps, rpm keeps, pip keeps, SemVer keeps"}});
}

TEST(OrderLint, the_same_version_again_is_no_hazard)
{
    expect_found(Order::semver, {{"1.8.5", "1.8.5", ""}, {"1.8.5+b", "1.8.5+a", ""}, {"1.8.5+2", "1.8.5+1", ""}});
    expect_found(Order::omnibus, {{"13.1.1-0", "13.1.1-0", ""}});
}

TEST(OrderLint, finds_that_semver_puts_rc10_before_rc9)
{
    expect_found(Order::semver, {{"1.9.0-rc10", "1.9.0-rc9", "SemVer keeps"},
                                 {"1.9.0-rc9", "1.9.0-rc10", "SemVer upgrades"},
                                 {"1.9.0-rc.10", "1.9.0-rc.9", ""}});
    const auto all = sentences(Order::semver, "1.9.0-rc10", "1.9.0-rc9");
    EXPECT_NE(all.find("; 1.9.0-rc.9 would sort before 1.9.0-rc.10"), std::string::npos) << all;
}

TEST(OrderLint, finds_a_beta_that_does_not_replace_builds_of_its_numbers)
{
    expect_found(Order::semver, {{"1.8.3-beta.1", "1.8.3-dev.5.77+gabc12345", "dpkg keeps, rpm keeps, SemVer keeps"},
                                 {"1.8.3-rc.1", "1.8.3-dev.5.77+gabc12345", ""}});
}

TEST(OrderLint, finds_that_semver_does_not_count_what_tells_two_builds_apart)
{
    expect_found(Order::semver, {{"1.8.3-dev.5.0+gbbbbbbbb", "1.8.3-dev.5.0+gaaaaaaaa", "SemVer keeps"}});
    EXPECT_NE(sentences(Order::semver, "1.8.3-dev.5.0+gbbbbbbbb", "1.8.3-dev.5.0+gaaaaaaaa")
                  .find("SemVer sees no difference between"),
              std::string::npos);
}

TEST(OrderLint, what_a_manager_takes_for_the_same_is_a_hazard_only_for_an_upgrade)
{
    expect_found(Order::calver, {{"2026.01.0", "2026.01", "pip keeps, SemVer keeps"}, {"2026.01", "2026.01.0", ""}});
}

TEST(OrderLint, proposes_nothing_that_would_not_help)
{
    const std::string fips = "13.1.1+rnightly.fips.159756.b2b5f05e-0", plain = "13.1.1+rnightly.159757.b2b5f05f-0";
    for (const auto& all :
         {sentences(Order::semver, "1.8.3-dev.5.76+gabc12345", "1.8.3-dev.5.77+gabc12345"),
          sentences(Order::omnibus, plain, fips), sentences(Order::omnibus, "13.1.1-0", "13.1.1-ce.0")})
        EXPECT_EQ(all.find("would sort"), std::string::npos) << all;
}

TEST(OrderLint, passes_over_a_manager_that_has_no_form_for_a_version)
{
    expect_found(Order::semver, {{"1.9.0-foo.1", "1.9.0-foo.2", ""}});  // meant to be lower, and Python has no form
    expect_found(Order::calver, {{"2026.01.2.1", "2026.01.2", ""}});
}

TEST(OrderLint, says_what_each_manager_saw)
{
    const auto all = hazards(Order::semver, "1.8.3-dev.5.76+gabc12345", "1.8.3-dev.5.77+gabc12345");
    ASSERT_EQ(all.size(), 4U);
    EXPECT_EQ(all[1].manager, "rpm");
    EXPECT_EQ(all[1].earlier, "1.8.3-dev.5.77+gabc12345");
    EXPECT_EQ(all[1].rendered_earlier, "1.8.3~dev.5.77+gabc12345-1");
    EXPECT_EQ(all[1].rendered_new, "1.8.3~dev.5.76+gabc12345-1");
}

TEST(OrderLint, looks_at_all_that_was_published_in_its_order)
{
    std::vector<Build> before;
    for (const std::string text : {"13.0.0-ee.0", "13.1.0-rc1.ee.0", "13.1.0-rc2.ee.0"})
        before.push_back(build(Order::omnibus, text));
    const auto all = check_order(build(Order::omnibus, "13.1.0-ee.0"), before);
    ASSERT_EQ(all.size(), 4U);
    EXPECT_EQ(all[0].earlier, "13.1.0-rc1.ee.0");
    EXPECT_EQ(all[3].earlier, "13.1.0-rc2.ee.0");
}

TEST(OrderLint, builds_of_two_branches_are_not_meant_to_follow_each_other)
{
    const auto build = [](const std::string& text, const std::string& branch) {
        return Build{*Version::parse(Order::semver, text), BuildKind::branch, branch};
    };
    const auto now = build("1.8.2-dev.2.9+gabc12345", "topic");
    EXPECT_TRUE(check_order(now, std::vector{build("1.8.2-dev.5.6+gdef12345", "main")}).empty());
    EXPECT_FALSE(check_order(now, std::vector{build("1.8.2-dev.5.6+gdef12345", "topic")}).empty());
    EXPECT_FALSE(check_order(now, std::vector{build("1.8.2-dev.5.6+gdef12345", "")}).empty()) << "nobody knows";
}

}  // namespace
}  // namespace tagwarden
