// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/git/git_program.h"

#include <fmt/format.h>

#include <charconv>
#include <optional>
#include <system_error>
#include <utility>

#include "adapters/system/child_process.h"
#include "base/text.h"

namespace tagwarden {

namespace {

constexpr std::pair oldest_git{2, 30};

/// The list of all commits of a repository with millions of them still fits.
constexpr std::size_t output_limit = std::size_t{512} * 1024 * 1024;

/// 2 and 30 of "git version 2.30.1 (and what a vendor adds)".
std::optional<std::pair<int, int>> version_in(std::string_view text)
{
    constexpr std::string_view before = "git version ";
    if (!text.starts_with(before)) return std::nullopt;
    text.remove_prefix(before.size());
    std::pair<int, int> version;
    const char* const end = text.data() + text.size();
    const auto major = std::from_chars(text.data(), end, version.first);
    if (major.ec != std::errc() || major.ptr == end || *major.ptr != '.') return std::nullopt;
    if (std::from_chars(major.ptr + 1, end, version.second).ec != std::errc()) return std::nullopt;
    return version;
}

/// For a hint that is copied into a shell.
std::string shell_word(std::string_view text)
{
    std::string word = "'";
    for (const char c : text) word += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return word + "'";
}

std::string first_line(std::string_view text)
{
    return printable(trim(text.substr(0, text.find('\n'))));
}

/// The nearest ".git" upwards, a folder or the file of a worktree or submodule.
std::optional<std::filesystem::path> repository_above(const std::filesystem::path& folder)
{
    std::error_code problem;
    auto here = std::filesystem::absolute(folder, problem).lexically_normal();
    while (!problem) {
        std::error_code unreadable;
        if (std::filesystem::exists(here / ".git", unreadable)) return here / ".git";
        if (here == here.parent_path()) break;
        here = here.parent_path();
    }
    return std::nullopt;
}

}  // namespace

Result<GitProgram::Answer> GitProgram::ask(std::vector<std::string> arguments) const
{
    auto answer = ask_exactly(std::move(arguments), {});
    if (answer) answer->output = std::string(trim(answer->output));
    return answer;
}

Result<GitProgram::Answer> GitProgram::ask_exactly(std::vector<std::string> arguments,
                                                   Circumstances circumstances) const
{
    arguments.insert(arguments.begin(), "git");
    circumstances.environment.insert({{"GIT_OPTIONAL_LOCKS", "0"},
                                      {"LC_ALL", "C"},
                                      {"GIT_TERMINAL_PROMPT", "0"},
                                      // Lists are written in blocks; by default a pipe gets one write a commit.
                                      {"GIT_FLUSH", "0"}});
    auto outcome = run({.arguments = std::move(arguments),
                        .folder = folder_,
                        .environment = std::move(circumstances.environment),
                        .input = std::move(circumstances.input),
                        .output_limit = output_limit,
                        .time_limit = circumstances.time_limit});
    if (outcome) return Answer{outcome->exit_code, std::move(outcome->output), std::move(outcome->errors)};
    if (outcome.error().kind != ErrorKind::not_found) return fail(outcome.error());
    return fail(ErrorKind::not_found, "the git program is missing: nothing of that name is in PATH",
                fmt::format("install git {}.{} or newer", oldest_git.first, oldest_git.second));
}

Result<std::string> GitProgram::must_answer(std::vector<std::string> arguments) const
{
    auto answer = ask(std::move(arguments));
    if (!answer) return fail(answer.error());
    if (answer->exit_code != 0) return broken(answer->errors);
    return std::move(answer->output);
}

std::unexpected<Error> GitProgram::broken(std::string_view errors) const
{
    const auto folder = printable(folder_.string());
    return fail(ErrorKind::local, fmt::format("git cannot read the repository of '{}': {}", folder, first_line(errors)),
                fmt::format("see what 'git -C {} status' says", shell_word(folder)));
}

Result<void> GitProgram::check_version() const
{
    const auto text = must_answer({"version"});
    if (!text) return fail(text.error());
    const auto version = version_in(*text);
    const auto wanted = fmt::format("{}.{}", oldest_git.first, oldest_git.second);
    if (!version)
        return fail(ErrorKind::usage, fmt::format("the git program says '{}' for its version", first_line(*text)),
                    "put git " + wanted + " or newer first in PATH");
    if (*version < oldest_git)
        return fail(ErrorKind::usage,
                    fmt::format("git is {}.{}, and {} or newer is needed", version->first, version->second, wanted),
                    "install a newer git, or put one first in PATH");
    return {};
}

// git ends with 128 both where there is no repository and where it refuses to read one.
Result<void> GitProgram::expect_no_repository(const Answer& refusal) const
{
    const auto repository = repository_above(folder_);
    if (!repository) return {};
    // If trust is all that is missing, git answers once it is told to trust. (Before 2.38 it does not listen to
    // that on the command line; then its own words, with the same advice, are in the error below.)
    const auto trusting = ask({"-c", "safe.directory=*", "rev-parse", "--show-toplevel"});
    if (!trusting) return fail(trusting.error());
    if (trusting->exit_code != 0) return broken(refusal.errors);
    return fail(
        ErrorKind::denied,
        fmt::format("git does not trust the repository '{}', which another user owns", printable(trusting->output)),
        "git config --global --add safe.directory " + shell_word(printable(trusting->output)));
}

}  // namespace tagwarden
