// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "flows/check_sources.h"

#include <gtest/gtest.h>

#include <map>

namespace tagwarden::tests {
namespace {

using Paths = std::vector<std::string>;
using Contents = std::map<std::string, std::string>;

/// A checkout in memory that notes what was asked of it.
struct RecordingFiles final : SourceFiles {
    Contents files;
    std::vector<Paths> asked;

    explicit RecordingFiles(Contents all) : files(std::move(all)) {}

    Each<std::string> read(const Paths& paths) override
    {
        asked.push_back(paths);
        Each<std::string> texts;
        for (const auto& path : paths) {
            const auto found = files.find(path);
            texts.push_back(found == files.end() ? fail(ErrorKind::not_found, "there is no " + path)
                                                 : Result<std::string>(found->second));
        }
        return texts;
    }
};

SourceConfiguration source(const std::string& file, const char* match, const char* expect = "{version}")
{
    return {file, *Pattern::parse(match), *TextTemplate::parse(expect)};
}

Configuration two_sources()
{
    Configuration configuration;
    configuration.sources = {source("Main.go", "versionGokapi = \"(.*)\""), source("setup.py", "version='(.*)'")};
    return configuration;
}

Release release(const std::string& version, BuildKind kind = BuildKind::release)
{
    return {"", *Version::parse(Order::semver, version), kind, "abc", "main", 7, Time{}, {}, {}};
}

const Contents gokapi{{"Main.go", "package main\nconst versionGokapi = \"1.8.0\"\n"},
                      {"setup.py", "setup(version='1.7.9')\n"}};

TEST(CheckSources, a_checkout_that_says_the_version_passes_and_is_read_at_once)
{
    RecordingFiles files(Contents{{"Main.go", "versionGokapi = \"1.8.1\""}, {"setup.py", "version='v1.8.1'"}});
    EXPECT_TRUE(check_sources(two_sources(), release("1.8.1"), files));
    EXPECT_EQ(files.asked, (std::vector<Paths>{{"Main.go", "setup.py"}}));
}

TEST(CheckSources, one_that_says_another_version_is_refused_with_every_place)
{
    RecordingFiles files(gokapi);
    const auto checked = check_sources(two_sources(), release("1.8.1"), files);
    ASSERT_FALSE(checked);
    EXPECT_EQ(checked.error().kind, ErrorKind::refused);
    EXPECT_EQ(checked.error().message,
              "Main.go:2: found 1.8.0, wanted 1.8.1\n       setup.py:1: found 1.7.9, wanted 1.8.1");
    EXPECT_EQ(checked.error().hint,
              "give the source the version and release that commit, or release this one as the version it says; "
              "nothing was written");
}

TEST(CheckSources, silence_is_refused_and_the_hint_is_about_the_configuration)
{
    RecordingFiles files(Contents{{"Main.go", "versionGokapi = \"1.8.1\""}, {"setup.py", "setup()"}});
    const auto checked = check_sources(two_sources(), release("1.8.1"), files);
    ASSERT_FALSE(checked);
    EXPECT_EQ(checked.error().kind, ErrorKind::refused);
    EXPECT_EQ(checked.error().message, "nothing in 'setup.py' matches 'version='(.*)''");
    EXPECT_EQ(checked.error().hint,
              "correct 'file' or 'match' below 'sources' of the configuration; nothing was written");
}

TEST(CheckSources, a_file_that_is_not_there_is_an_error_that_names_it)
{
    RecordingFiles files(Contents{{"Main.go", "versionGokapi = \"1.8.1\""}});
    const auto checked = check_sources(two_sources(), release("1.8.1"), files);
    ASSERT_FALSE(checked);
    EXPECT_EQ(checked.error().kind, ErrorKind::not_found);
    EXPECT_EQ(checked.error().trail, std::vector<std::string>{"reading the source 'setup.py'"});
    EXPECT_NE(checked.error().hint.find("'file' below 'sources'"), std::string::npos) << checked.error().hint;
}

TEST(CheckSources, only_releases_and_pre_releases_are_checked)
{
    for (const auto kind : all_build_kinds()) {
        RecordingFiles files(gokapi);
        const bool checks = kind == BuildKind::release || kind == BuildKind::prerelease;
        EXPECT_EQ(check_sources(two_sources(), release("1.8.1", kind), files).has_value(), !checks) << name_of(kind);
        EXPECT_EQ(files.asked.size(), checks ? 1U : 0U) << name_of(kind);
    }
}

TEST(CheckSources, nothing_is_read_where_no_source_is_configured)
{
    RecordingFiles files(gokapi);
    EXPECT_TRUE(check_sources(Configuration{}, release("1.8.1"), files));
    EXPECT_TRUE(files.asked.empty());
}

TEST(CheckSources, what_a_source_should_say_may_be_a_part_of_the_version)
{
    Configuration configuration;
    configuration.sources = {source("Main.go", "\"(.*)\"", "{major}.{minor}.{patch}")};
    RecordingFiles files(gokapi);
    EXPECT_TRUE(check_sources(configuration, release("1.8.0-rc.1", BuildKind::prerelease), files));
    EXPECT_FALSE(check_sources(configuration, release("1.8.1-rc.1", BuildKind::prerelease), files));
}

TEST(CheckSources, an_expectation_that_has_no_value_is_an_error_of_usage)
{
    Configuration configuration;
    configuration.sources = {source("Main.go", "\"(.*)\"", "{ci.upstream_sha}")};
    RecordingFiles files(gokapi);
    const auto checked = check_sources(configuration, release("1.8.0"), files);
    ASSERT_FALSE(checked);
    EXPECT_EQ(checked.error().kind, ErrorKind::usage);
    EXPECT_EQ(checked.error().trail, std::vector<std::string>{"reading 'expect' of the source 'Main.go'"});
}

}  // namespace
}  // namespace tagwarden::tests
