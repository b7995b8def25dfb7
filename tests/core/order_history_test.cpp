// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

// The default schemes and the default renderings go together: whatever a project does over the years, no build is
// held back and none comes back. Histories are made up here; the lint looks at each build as it is published.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>

#include "core/kind_in.h"
#include "core/order_lint.h"
#include "tests/core/rendering/generated_versions.h"

namespace tagwarden {
namespace {

using testing::below;
using testing::some_sha;

/// What both schemes share: builds with a growing count of commits and a growing ordinal.
class History {
public:
    History(Order order, unsigned seed) : order_(order), random_(seed) {}
    virtual ~History() = default;

    std::vector<Build> run(int steps)
    {
        tag();
        for (int i = 0; i < steps; ++i) step();
        return std::move(builds_);
    }

protected:
    struct Numbers {
        unsigned major = 0, minor = 0, patch = 0;
    };

    unsigned any(unsigned bound) { return below(random_, bound); }
    void publish(const std::string& text)
    {
        auto version = *Version::parse(order_, text);
        const auto kind = kind_in(version);
        builds_.push_back({std::move(version), kind});
    }
    void publish_tag(const std::string& text)
    {
        publish(text);
        commits_ = 0;
    }

    virtual std::string text_of(const Numbers& numbers) const = 0;
    virtual void tag() = 0;                      ///< the next tag of the mainline
    virtual std::string build_base() const = 0;  ///< "1.8.3-" or "1.9.0-rc.1."
    virtual unsigned line_of_mainline() const = 0;

    void pass_days(unsigned days)
    {
        day_ += days;
        for (; day_ > 28; day_ -= 28)
            if (++month_ > 12) ++year_, month_ = 1;
    }

    /// A release of a line that the mainline has left, with a candidate before it or without.
    void back_port()
    {
        if (highest_of_line_.empty()) return;
        auto line = highest_of_line_.begin();
        std::advance(line, any(static_cast<unsigned>(highest_of_line_.size())));
        if (line->first >= line_of_mainline()) return;
        ++line->second.patch;
        if (any(3) == 0) publish(text_of(line->second) + "-rc.1");
        publish(text_of(line->second));
    }

    Order order_;
    std::mt19937 random_;
    std::vector<Build> builds_;
    std::map<unsigned, Numbers> highest_of_line_;  ///< by major * 1000 + minor
    unsigned year_ = 2025, month_ = 11, day_ = 3;

private:
    void step()
    {
        commits_ += any(4);
        ordinal_ += 1 + any(40);
        switch (any(8)) {
            case 0: return tag();
            case 1: return back_port();
            case 2:
            case 3:
                pass_days(any(9));
                return publish(fmt::format("{}nightly.{:04}{:02}{:02}.{}+g{}", build_base(), year_, month_, day_,
                                           ordinal_, some_sha(random_)));
            default:
                return publish(fmt::format("{}dev.{}.{}+g{}", build_base(), commits_, ordinal_, some_sha(random_)));
        }
    }

    unsigned commits_ = 0;
    unsigned ordinal_ = 90;
};

/// alpha, beta and rc before a minor or major release, rc before a patch.
class SemverHistory : public History {
public:
    SemverHistory(unsigned seed, std::string before_number, unsigned most)
        : History(Order::semver, seed), before_number_(std::move(before_number)), most_(most)
    {
    }

private:
    std::string text_of(const Numbers& it) const override
    {
        return fmt::format("{}.{}.{}", it.major, it.minor, it.patch);
    }

    std::string stage() const { return fmt::format("{}{}{}", stages[stage_], before_number_, number_); }

    void tag() override
    {
        if (stage_ == final_stage)
            begin_next();
        else if (number_ < most_ && any(3) != 0)
            ++number_;
        else
            stage_ += 1 + any(final_stage - stage_), number_ = 1;
        if (stage_ == final_stage) highest_of_line_[line_of_mainline()] = numbers_;
        publish_tag(stage_ == final_stage ? text_of(numbers_) : text_of(numbers_) + "-" + stage());
    }

    void begin_next()
    {
        const auto choice = any(8);
        if (choice == 0)
            numbers_ = {numbers_.major + 1, 0, 0};
        else if (choice < 4)
            numbers_ = {numbers_.major, numbers_.minor + 1, 0};
        else
            ++numbers_.patch;
        stage_ = numbers_.patch == 0 ? any(4) : 2 + any(2);
        number_ = 1;
    }

    std::string build_base() const override
    {
        if (stage_ != final_stage) return fmt::format("{}-{}.", text_of(numbers_), stage());
        auto next = numbers_;
        ++next.patch;
        return text_of(next) + "-";
    }

    unsigned line_of_mainline() const override { return numbers_.major * 1000 + numbers_.minor; }

    static constexpr std::array stages{"alpha", "beta", "rc"};
    static constexpr unsigned final_stage = 3;

    std::string before_number_;  ///< "." for rc.1, "" for rc1
    unsigned most_;              ///< rc9 is the last without a dot that SemVer orders
    Numbers numbers_{0, 9, 0};
    unsigned stage_ = final_stage;
    unsigned number_ = 1;
};

/// YYYY.MM.MICRO of the month in which it is tagged.
class CalverHistory : public History {
public:
    explicit CalverHistory(unsigned seed) : History(Order::calver, seed) {}

private:
    std::string text_of(const Numbers& it) const override
    {
        return fmt::format("{}.{:02}.{}", it.major, it.minor, it.patch);
    }

    bool is_month_of_tag() const { return numbers_.major == year_ && numbers_.minor == month_; }

    void tag() override
    {
        if (!is_month_of_tag())
            numbers_ = {year_, month_, 0}, candidate_ = 0;
        else if (candidate_ == 0)
            ++numbers_.patch;
        candidate_ = any(2) == 0 && candidate_ < 12 ? candidate_ + 1 : 0;
        highest_of_line_[line_of_mainline()] = numbers_;  // a candidate of a month that has passed stays one
        publish_tag(candidate_ == 0 ? text_of(numbers_) : fmt::format("{}-rc.{}", text_of(numbers_), candidate_));
    }

    std::string build_base() const override
    {
        if (!is_month_of_tag()) return text_of({year_, month_, 0}) + "-";
        if (candidate_ > 0) return fmt::format("{}-rc.{}.", text_of(numbers_), candidate_);
        return text_of({numbers_.major, numbers_.minor, numbers_.patch + 1}) + "-";
    }

    unsigned line_of_mainline() const override { return numbers_.major * 1000 + numbers_.minor; }

    Numbers numbers_;
    unsigned candidate_ = 0;  ///< 0: the last tag is a release
};

void expect_no_hazard(const std::vector<Build>& builds)
{
    for (std::size_t i = 0; i < builds.size(); ++i) {
        const auto hazards = check_order(builds[i], std::span(builds).first(i));
        ASSERT_TRUE(hazards.empty()) << "build " << i << ", " << builds[i].version.str() << " after "
                                     << hazards.front().earlier << ": " << hazards.front().sentence;
    }
}

bool has_every_kind(const std::vector<Build>& builds)
{
    constexpr std::array kinds{BuildKind::release, BuildKind::prerelease, BuildKind::nightly, BuildKind::branch};
    return std::ranges::all_of(kinds, [&](BuildKind kind) {
        return std::ranges::any_of(builds, [&](const Build& build) { return build.kind == kind; });
    });
}

constexpr int steps = 120;
constexpr unsigned seeds = 6;

TEST(OrderHistory, no_semver_build_is_ever_held_back)
{
    for (unsigned seed = 1; seed <= seeds; ++seed) {
        const auto builds = SemverHistory(seed, ".", 12).run(steps);
        ASSERT_TRUE(has_every_kind(builds));
        expect_no_hazard(builds);
    }
}

TEST(OrderHistory, no_semver_build_is_ever_held_back_with_attached_numbers_up_to_nine)
{
    for (unsigned seed = 1; seed <= seeds; ++seed) expect_no_hazard(SemverHistory(seed, "", 9).run(steps));
}

TEST(OrderHistory, no_calver_build_is_ever_held_back)
{
    for (unsigned seed = 1; seed <= seeds; ++seed) {
        const auto builds = CalverHistory(seed).run(steps);
        ASSERT_TRUE(has_every_kind(builds));
        expect_no_hazard(builds);
    }
}

}  // namespace
}  // namespace tagwarden
