// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/rendering/rendering.h"

#include <gtest/gtest.h>

#include <functional>

#include "core/rendering/tool.h"
#include "core/tag_name.h"
#include "tests/core/rendering/generated_versions.h"

namespace tagwarden {
namespace {

Version v(Order order, const std::string& text)
{
    return *Version::parse(order, text);
}

std::string text_of(Order order, const std::string& version, Format format)
{
    const auto rendering = render(v(order, version), format);
    return rendering ? rendering->text : "error: " + rendering.error().message;
}

std::string loss_of(Order order, const std::string& version, Format format)
{
    const auto rendering = render(v(order, version), format);
    return rendering ? rendering->loss : "error: " + rendering.error().message;
}

struct Row {
    std::string version;
    Format format;
    std::string text;
};

void expect_texts(Order order, const std::vector<Row>& rows)
{
    for (const auto& row : rows)
        EXPECT_EQ(text_of(order, row.version, row.format), row.text) << row.version << " as " << name_of(row.format);
}

TEST(Format, is_found_by_its_name_and_guessed_from_a_misspelled_one)
{
    for (const auto format : all_formats()) EXPECT_EQ(format_named(name_of(format)), format);
    const auto wrong = format_named("phyton");
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().kind, ErrorKind::usage);
    EXPECT_EQ(wrong.error().message, "there is no format 'phyton' (did you mean 'python'?)");
    EXPECT_NE(wrong.error().hint.find("rpm-version"), std::string::npos);
}

TEST(Rendering, writes_a_semver_build_for_everybody)
{
    expect_texts(Order::semver, {{"1.8.2-dev.5.77+gabc12345", Format::plain, "1.8.2-dev.5.77+gabc12345"},
                                 {"1.8.2-dev.5.77+gabc12345", Format::semver, "1.8.2-dev.5.77+gabc12345"},
                                 {"1.8.2-dev.5.77+gabc12345", Format::deb, "1.8.2~dev.5.77+gabc12345"},
                                 {"1.8.2-dev.5.77+gabc12345", Format::rpm, "1.8.2~dev.5.77+gabc12345-1"},
                                 {"1.8.2-dev.5.77+gabc12345", Format::rpm_version, "1.8.2~dev.5.77+gabc12345"},
                                 {"1.8.2-dev.5.77+gabc12345", Format::rpm_release, "1"},
                                 {"1.8.2-dev.5.77+gabc12345", Format::tag, "1.8.2-dev.5.77-gabc12345"},
                                 {"1.8.2-dev.5.77+gabc12345", Format::python, "1.8.2.dev5+77.gabc12345"},
                                 {"1.8.2-rc-1.x+a-b", Format::deb, "1.8.2~rc.1.x+a.b"},
                                 {"1.8.2-rc-1", Format::rpm, "1.8.2~rc.1-1"}});
}

TEST(Rendering, writes_pre_releases_as_python_does)
{
    expect_texts(Order::semver,
                 {{"1.9.0", Format::python, "1.9.0"},
                  {"1.9.0-alpha.1", Format::python, "1.9.0a1"},
                  {"1.9.0-a2", Format::python, "1.9.0a2"},
                  {"1.9.0-beta.0", Format::python, "1.9.0b0"},
                  {"1.9.0-b12", Format::python, "1.9.0b12"},
                  {"1.9.0-rc1", Format::python, "1.9.0rc1"},
                  {"1.9.0-RC.2", Format::python, "1.9.0rc2"},
                  {"1.9.0-c1", Format::python, "1.9.0rc1"},
                  {"1.9.0-pre.1", Format::python, "1.9.0rc1"},
                  {"1.9.0-preview.1", Format::python, "1.9.0rc1"},
                  {"1.9.0-rc", Format::python, "1.9.0rc0"},
                  {"1.9.0-nightly.20260112.78+gabc12345", Format::python, "1.9.0.dev20260112+78.gabc12345"},
                  {"1.9.0-rc.1.dev.3.77+gabc12345", Format::python, "1.9.0rc1.post1.dev3+77.gabc12345"},
                  {"1.9.0-rc1.dev.3.77+gabc12345", Format::python, "1.9.0rc1.post1.dev3+77.gabc12345"},
                  {"1.9.0-rc.1.nightly.20260112.7+gab", Format::python, "1.9.0rc1.post1.dev20260112+7.gab"},
                  {"1.9.0+Build-7.008", Format::python, "1.9.0+build.7.8"},
                  {"1.9.0+-", Format::python, "1.9.0"}});
}

TEST(Rendering, says_why_python_has_no_form)
{
    for (const std::string version : {"1.9.0-foo.1", "1.9.0-5", "1.9.0-rc.1.2", "1.9.0-alpha.beta", "1.9.0-rc1x",
                                      "1.9.0-dev.1.2.3", "1.9.0-M1", "1.9.0-dev.1.rc.1"}) {
        const auto rendering = render(v(Order::semver, version), Format::python);
        ASSERT_FALSE(rendering) << version;
        EXPECT_EQ(rendering.error().kind, ErrorKind::usage);
        EXPECT_NE(rendering.error().message.find(version.substr(6)), std::string::npos) << rendering.error().message;
    }
}

TEST(Rendering, writes_calendar_versions)
{
    expect_texts(Order::calver, {{"2026.01", Format::semver, "2026.1.0"},
                                 {"2026.01.07", Format::semver, "2026.1.7"},
                                 {"2026.01.00-rc.1", Format::semver, "2026.1.0-rc.1"},
                                 {"2026.01.07", Format::deb, "2026.01.07"},
                                 {"2026-11-22", Format::deb, "2026.11.22"},
                                 {"2026-11-22-rc.1", Format::rpm, "2026.11.22~rc.1-1"},
                                 {"2026-11-22", Format::tag, "2026-11-22"},
                                 {"2026.01.07", Format::python, "2026.1.7"},
                                 {"24.04.1.2", Format::python, "24.4.1.2"}});
    const auto four = render(v(Order::calver, "24.04.1.2"), Format::semver);
    ASSERT_FALSE(four);
    EXPECT_EQ(four.error().message, "SemVer has three numbers, and 24.04.1.2 has 4");
}

TEST(Rendering, writes_omnibus_versions_as_the_real_pipeline_does)
{
    expect_texts(
        Order::omnibus,
        {{"13.1.0-ce.0", Format::deb, "13.1.0-ce.0"},
         {"13.1.0-ce.0", Format::rpm, "13.1.0-ce.0"},
         {"13.1.0-ce.0", Format::rpm_version, "13.1.0"},
         {"13.1.0-ce.0", Format::rpm_release, "ce.0"},
         {"13.1.0-rc42.ce.0", Format::deb, "13.1.0-rc42.ce.0"},
         {"13.1.1+rnightly.159756.b2b5f05e-0", Format::deb, "13.1.1+rnightly.159756.b2b5f05e-0"},
         {"13.1.1+rnightly.159756.b2b5f05e-0", Format::tag, "13.1.1-rnightly.159756.b2b5f05e-0"},
         {"1.2.3-foo.3-0", Format::deb, "1.2.3~foo.3-0"},
         {"1.2.3_a@@b-0", Format::rpm, "1.2.3_a_b-0"},
         {"13.1.0", Format::rpm, "13.1.0-0"},
         {"13.1.0++ce.0", Format::tag, "13.1.0--ce.0"},
         {"13.1.0-ce.0", Format::semver, "13.1.0+ce.0"},
         {"13.1.0-rc42.ce.0", Format::semver, "13.1.0-rc42+ce.0"},
         {"13.1.1+rnightly.159756.b2b5f05e-0", Format::semver, "13.1.1+rnightly.159756.b2b5f05e"},
         {"13.1.0-rcx.ce.0", Format::semver, "13.1.0+rcx.ce.0"},
         {"16.2+stable.12345.abc123-0", Format::semver, "16.2.0+stable.12345.abc123"},
         {"16.2.0+internal1-0", Format::semver, "16.2.0+internal1"},
         {"15.8.202301050320-f31c1fb2e4e.1fb9e2c1a72", Format::semver, "15.8.202301050320+f31c1fb2e4e.1fb9e2c1a72"},
         {"13.1.0-ce.0", Format::python, "13.1.0+ce.0"},
         {"13.1.0-rc42.ce.0", Format::python, "13.1.0rc42+ce.0"},
         {"13.1.1+rnightly.159756.b2b5f05e-0", Format::python, "13.1.1+rnightly.159756.b2b5f05e"}});
    EXPECT_EQ(text_of(Order::omnibus, "1.2.3_a-0", Format::deb),
              "error: '1.2.3_a-0' has no deb form: '1.2.3_a-0' would not be valid there");
    EXPECT_FALSE(render(v(Order::omnibus, "1.2.3-a@b"), Format::rpm));
    EXPECT_FALSE(render(v(Order::omnibus, "1.2.3-a@b"), Format::tag));
    EXPECT_FALSE(render(v(Order::omnibus, "1.2.3.4-0"), Format::semver));
}

TEST(Rendering, writes_versions_of_a_pattern_where_another_tool_takes_them)
{
    expect_texts(Order::deb, {{"1:1.0-2", Format::deb, "1:1.0-2"},
                              {"1:1.0-2", Format::rpm, "1:1.0-2"},
                              {"1:1.0-2", Format::rpm_version, "1.0"},
                              {"1.0~rc1", Format::rpm, "1.0~rc1-1"},
                              {"1.0.0~rc.1", Format::semver, "1.0.0-rc.1"},
                              {"1.0~rc1-2", Format::tag, "1.0-rc1-2"},
                              {"1.0.0~rc1", Format::python, "1.0.0rc1"}});
    expect_texts(Order::rpm, {{"1.0~rc1-2.el8", Format::deb, "1.0~rc1-2.el8"}, {"1.0", Format::rpm_release, "1"}});
    expect_texts(Order::pep440, {{"1.0rc1", Format::python, "1.0rc1"},
                                 {"1.0rc1", Format::deb, "1.0~rc1"},
                                 {"1.0.0.dev3", Format::semver, "1.0.0-dev3"},
                                 {"1.0.post1", Format::deb, "1.0.post1"}});
    expect_texts(Order::natural, {{"3.12-alpine3.20", Format::deb, "3.12-alpine3.20"},
                                  {"3.12-rc1", Format::deb, "3.12~rc1"},
                                  {"3.12.0-rc1", Format::semver, "3.12.0-rc1"}});
    for (const auto& [order, version, format] :
         std::vector<std::tuple<Order, std::string, Format>>{{Order::natural, "0.6.3-rocm", Format::semver},
                                                             {Order::natural, "release-7.2b1", Format::deb},
                                                             {Order::rpm, "1.0^git1", Format::deb},
                                                             {Order::rpm, "1.0#1", Format::rpm},
                                                             {Order::deb, "1.0.0-2", Format::semver},
                                                             {Order::pep440, "1.0.post1.dev3", Format::semver}}) {
        const auto rendering = render(v(order, version), format);
        EXPECT_FALSE(rendering) << version << " gives " << rendering->text;
    }
}

TEST(Rendering, names_what_is_lost)
{
    struct Lost {
        Order order;
        std::string version;
        Format format;
        std::string loss;
    };
    for (const auto& row : std::vector<Lost>{
             {Order::semver, "1.8.2-dev.5.77+gabc12345", Format::deb, ""},
             {Order::semver, "1.8.2-dev.5.77+gabc12345", Format::rpm, ""},
             {Order::semver, "1.8.2-dev.5.77+gabc12345", Format::rpm_version, ""},
             {Order::semver, "1.8.2-dev.5.77+gabc12345", Format::semver, ""},
             {Order::semver, "1.8.2-dev.5.77+gabc12345", Format::python, ""},
             {Order::semver, "1.8.2-nightly.20260112.78+gabc12345", Format::python, ""},
             {Order::semver, "1.9.0-rc.1.dev.3.77+gabc12345", Format::python, ""},
             {Order::semver, "1.8.2-dev.5.77+gabc12345", Format::rpm_release, "it is the release alone"},
             {Order::semver, "1.8.2-dev.5.77+gabc12345", Format::tag, "the tag has '-' for '+'"},
             {Order::semver, "1.8.2-rc.1", Format::tag, ""},
             {Order::semver, "1.8.2-" + std::string(150, 'a'), Format::tag, "the tag is cut to 128 characters"},
             {Order::semver, "1.8.2-rc-1", Format::deb, "'-' inside a pre-release becomes '.'"},
             {Order::semver, "1.8.2+a-b", Format::rpm, "'-' inside build metadata becomes '.'"},
             {Order::semver, "1.8.2-rc1", Format::python, "it reads back as 1.8.2-rc.1"},
             {Order::semver, "1.8.2-dev.20260112.5", Format::python, "it reads back as 1.8.2-nightly.20260112.5"},
             {Order::semver, "1.8.2+ABC", Format::python, "it reads back as 1.8.2+abc"},
             {Order::calver, "2026.01.7", Format::semver, "leading zeros of numbers are dropped"},
             {Order::calver, "2026.01.7", Format::deb, ""},
             {Order::calver, "2026.1", Format::semver, "SemVer has three numbers: '.0' is added"},
             {Order::calver, "2026-11-22", Format::deb, "'-' between numbers becomes '.'"},
             {Order::omnibus, "13.1.0-ce.0", Format::deb, ""},
             {Order::omnibus, "13.1.0-ce.0", Format::rpm, ""},
             {Order::omnibus, "13.1.0-ce.0", Format::tag, ""},
             {Order::omnibus, "13.1.0-rc42.ce.0", Format::python, ""},
             {Order::omnibus, "13.1.1+rnightly.159756.b2b5f05e-0", Format::python, ""},
             {Order::omnibus, "13.1.0-ce.0", Format::rpm_version, "the release is not part of it"},
             {Order::omnibus, "13.1.0-ce.0", Format::semver, "SemVer does not count the iteration"},
             {Order::omnibus, "13.1.1+rnightly.1.b2b5f05e-0", Format::semver,
              "SemVer does not count what is behind '+'"},
             {Order::omnibus, "13.1.0", Format::deb, "it reads back as 13.1.0-0"}})
        EXPECT_EQ(loss_of(row.order, row.version, row.format), row.loss)
            << row.version << " as " << name_of(row.format);
}

TEST(Rendering, reads_only_what_it_would_have_written)
{
    EXPECT_EQ(read_rendering(Order::semver, Format::deb, "1.8.2~rc.1+a")->str(), "1.8.2-rc.1+a");
    EXPECT_EQ(read_rendering(Order::omnibus, Format::rpm, "13.1.0-rc42.ce.0")->str(), "13.1.0-rc42.ce.0");
    EXPECT_EQ(read_rendering(Order::semver, Format::python, "1.9.0b2")->str(), "1.9.0-beta.2");
    for (const auto& [format, text] : std::vector<std::pair<Format, std::string>>{{Format::deb, "1.8.2-1"},
                                                                                  {Format::deb, "1:1.8.2"},
                                                                                  {Format::deb, "1.8.2~a~b"},
                                                                                  {Format::rpm, "1.8.2-2"},
                                                                                  {Format::rpm_release, "1"},
                                                                                  {Format::python, "1.8.2.post2"},
                                                                                  {Format::python, "1.8.2.dev"},
                                                                                  {Format::python, "1.8.2rc1.post1"},
                                                                                  {Format::python, "v1.8.2"},
                                                                                  {Format::python, "1!1.8.2"},
                                                                                  {Format::python, ""},
                                                                                  {Format::python, "1.8.2.dev1+"},
                                                                                  {Format::semver, "1.8"}}) {
        const auto version = read_rendering(Order::semver, format, text);
        EXPECT_FALSE(version) << text << " reads as " << version->str();
    }
}

TEST(Rendering, says_why_a_text_is_not_one_it_would_have_written)
{
    EXPECT_EQ(read_rendering(Order::semver, Format::deb, "1.8.2-1").error().message,
              "'1.8.2-1' is not how deb writes '1.8.2-1': that would be '1.8.2~1'");
    EXPECT_EQ(read_rendering(Order::semver, Format::python, "1.8.2.post2").error().message,
              "'1.8.2.post2' says more than the versions of this order do");
}

// ---- promises that hold for every version ----

using Generator = std::string (*)(std::mt19937&);

struct Family {
    Order order;
    Generator some;
};

const std::vector<Family> default_schemes{{Order::semver, testing::some_semver}, {Order::calver, testing::some_calver}};
const std::vector<Family> families{{Order::semver, testing::some_semver},   {Order::calver, testing::some_calver},
                                   {Order::omnibus, testing::some_omnibus}, {Order::semver, testing::any_semver},
                                   {Order::calver, testing::any_semver},    {Order::omnibus, testing::any_semver},
                                   {Order::natural, testing::any_semver},   {Order::rpm, testing::any_semver}};

void for_each_version(const std::vector<Family>& wanted, const std::function<void(const Version&)>& check)
{
    for (const auto& family : wanted) {
        std::mt19937 random(20260112);
        for (int i = 0; i < 3000; ++i)
            if (const auto version = Version::parse(family.order, family.some(random))) check(*version);
    }
}

void expect_valid(const Version& version, Format format, const std::string& text)
{
    constexpr std::string_view of_rpmbuild = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._+~^-";
    const auto shown = version.str() + " as " + std::string(name_of(format)) + ": " + text;
    const auto order = order_of(format);
    EXPECT_TRUE(!order || Version::parse(*order, text)) << shown;
    EXPECT_TRUE(format != Format::tag || TagName::parse(text)) << shown;
    EXPECT_TRUE(order != Order::rpm || text.find_first_not_of(of_rpmbuild) == std::string::npos) << shown;
    const bool is_field = format == Format::rpm_version || format == Format::rpm_release;
    EXPECT_TRUE(!is_field || text.find('-') == std::string::npos) << shown;
}

TEST(Rendering, is_valid_where_it_is_meant_to_go)
{
    for_each_version(families, [](const Version& version) {
        for (const auto format : all_formats())
            if (const auto rendering = render(version, format)) expect_valid(version, format, rendering->text);
    });
}

TEST(Rendering, without_a_loss_reads_back_as_the_same_version_and_with_one_does_not)
{
    for_each_version(families, [](const Version& version) {
        for (const auto format : all_formats()) {
            const auto rendering = render(version, format);
            if (!rendering || format == Format::semver) continue;  // SemVer also loses what it does not count
            const auto back = read_rendering(version.order(), format, rendering->text);
            EXPECT_EQ(rendering->loss.empty(), back && back->str() == version.str())
                << version.str() << " as " << name_of(format) << ": " << rendering->text << ", " << rendering->loss;
        }
    });
}

TEST(Rendering, of_a_default_scheme_exists_in_every_format_and_loses_nothing_for_packages)
{
    for_each_version(default_schemes, [](const Version& version) {
        for (const auto format : all_formats()) EXPECT_TRUE(render(version, format)) << version.str();
        for (const auto format : {Format::deb, Format::rpm, Format::rpm_version})
            EXPECT_EQ(render(version, format)->loss, "") << version.str();
        if (version.order() == Order::semver) {
            EXPECT_EQ(render(version, Format::python)->loss, "") << version.str();
            EXPECT_EQ(render(version, Format::semver)->loss, "") << version.str();
        }
    });
}

TEST(Rendering, of_a_default_scheme_keeps_the_order)
{
    for (const auto& family : default_schemes) {
        std::mt19937 random(7);
        std::vector<Version> versions;
        for (int i = 0; i < 700; ++i) versions.push_back(v(family.order, family.some(random)));
        for (const auto format : {Format::semver, Format::deb, Format::rpm, Format::rpm_version, Format::python}) {
            std::vector<Version> rendered;
            for (const auto& version : versions)
                rendered.push_back(v(*order_of(format), render(version, format)->text));
            for (std::size_t i = 0; i < versions.size(); ++i)
                for (std::size_t j = 0; j < versions.size(); ++j)
                    ASSERT_TRUE(!(versions[i] < versions[j]) || rendered[i] < rendered[j])
                        << rendered[i].str() << " and " << rendered[j].str();
        }
    }
}

}  // namespace
}  // namespace tagwarden
