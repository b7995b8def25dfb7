// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

#include "adapters/git/git_command.h"
#include "adapters/system/child_process.h"
#include "base/text.h"
#include "tests/support/temporary_folder.h"

namespace tagwarden::tests {

/// A value of the environment, as long as this lives.
class WithVariable {
public:
    WithVariable(std::string name, const std::string& value) : name_(std::move(name))
    {
        if (const char* old = std::getenv(name_.c_str())) old_ = old;
        setenv(name_.c_str(), value.c_str(), 1);
    }
    ~WithVariable() { old_ ? setenv(name_.c_str(), old_->c_str(), 1) : unsetenv(name_.c_str()); }
    WithVariable(const WithVariable&) = delete;
    WithVariable& operator=(const WithVariable&) = delete;

private:
    std::string name_;
    std::optional<std::string> old_;
};

/// Runs the real git in a folder of its own, with no settings of whoever runs the tests.
class GitRepositories : public testing::Test {
protected:
    std::string git(const std::string& folder, std::vector<std::string> arguments)
    {
        arguments.insert(arguments.begin(), "git");
        const auto outcome = run({.arguments = arguments,
                                  .folder = folder,
                                  .environment = {{"GIT_AUTHOR_NAME", "Jo"},
                                                  {"GIT_AUTHOR_EMAIL", "jo@example.com"},
                                                  {"GIT_COMMITTER_NAME", "Jo"},
                                                  {"GIT_COMMITTER_EMAIL", "jo@example.com"},
                                                  {"GIT_COMMITTER_DATE", "2025-03-31T12:00:00+02:00"}}});
        EXPECT_TRUE(outcome && outcome->exit_code == 0) << join(arguments, " ") << (outcome ? outcome->errors : "");
        return outcome ? std::string(trim(outcome->output)) : "";
    }

    /// A repository on branch `main` with one commit.
    std::string repository(const std::string& name)
    {
        const auto folder = empty_repository(name);
        git(folder, {"commit", "--quiet", "--allow-empty", "-m", "first"});
        return folder;
    }
    std::string empty_repository(const std::string& name, const std::string& object_format = "sha1")
    {
        const auto folder = home_ / name;
        std::filesystem::create_directories(folder);
        git(folder, {"init", "--quiet", "--initial-branch=main", "--object-format=" + object_format});
        return folder;
    }

    /// A repository with one commit that has the file "tracked".
    std::string repository_with_file(const std::string& name)
    {
        const auto folder = empty_repository(name);
        write(folder + "/tracked", "one");
        git(folder, {"add", "tracked"});
        git(folder, {"commit", "--quiet", "-m", "first"});
        return folder;
    }
    /// One more, like no other.
    void commit(const std::string& folder)
    {
        git(folder, {"commit", "--quiet", "--allow-empty", "-m", "commit " + std::to_string(++commits_)});
    }
    void annotate(const std::string& folder, const std::string& tag, const std::string& what = "HEAD")
    {
        git(folder, {"-c", "advice.nestedTag=false", "tag", "--annotate", "-m", "x", tag, what});
    }
    static void write(const std::string& file, const std::string& content) { std::ofstream(file) << content; }

    CheckoutFacts facts(const std::string& folder)
    {
        const auto checkout = GitCommand(folder).checkout();
        if (!checkout) ADD_FAILURE() << checkout.error().message;
        if (checkout && !*checkout) ADD_FAILURE() << "no checkout in " << folder;
        return checkout && *checkout ? **checkout : CheckoutFacts{};
    }

    std::vector<std::string> tags(const std::string& folder)
    {
        auto names = GitCommand(folder).tags();
        if (!names) ADD_FAILURE() << names.error().message;
        auto sorted = std::move(names).value_or(std::vector<std::string>());
        std::ranges::sort(sorted);
        return sorted;
    }

    /// Whether HEAD has this tag behind it: asked alone, and behind so many others that all are listed.
    bool is_behind_head(const std::string& folder, const std::string& tag)
    {
        const auto alone = GitCommand(folder).first_behind_head({tag});
        std::vector<std::string> many(20, "no-such-tag");
        many.push_back(tag);
        const auto late = GitCommand(folder).first_behind_head(many);
        if (!alone || !late || *alone != *late) ADD_FAILURE() << "two answers about " << tag;
        return alone && *alone == tag;
    }

    std::vector<std::string> tags_behind_head(const std::string& folder)
    {
        auto names = tags(folder);
        std::erase_if(names, [&](const auto& name) { return !is_behind_head(folder, name); });
        return names;
    }

    std::int64_t commits_since(const std::string& folder, const std::optional<std::string>& tag)
    {
        const auto count = GitCommand(folder).commits_since(tag);
        if (!count) ADD_FAILURE() << count.error().message;
        return count.value_or(-1);
    }

    int commits_ = 0;
    TemporaryFolder home_;
    WithVariable own_home_{"HOME", home_.path().string()};
    WithVariable no_global_{"GIT_CONFIG_GLOBAL", "/dev/null"};
    WithVariable no_system_{"GIT_CONFIG_NOSYSTEM", "1"};
    WithVariable no_further_{"GIT_CEILING_DIRECTORIES", home_.path().string()};
};

}  // namespace tagwarden::tests
