// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/git/git_command.h"

#include <fmt/format.h>

#include <charconv>
#include <system_error>
#include <utility>

#include "adapters/system/child_process.h"
#include "base/text.h"

namespace tagwarden {

namespace {

constexpr std::pair oldest_git{2, 30};

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

std::unexpected<Error> broken(const std::string& folder, std::string_view errors)
{
    return fail(ErrorKind::local,
                fmt::format("git cannot read the repository of '{}': {}", printable(folder), first_line(errors)),
                fmt::format("see what 'git -C {} status' says", shell_word(printable(folder))));
}

}  // namespace

Result<GitCommand::Answer> GitCommand::ask(std::vector<std::string> arguments) const
{
    arguments.insert(arguments.begin(), "git");
    auto outcome = run({.arguments = std::move(arguments),
                        .folder = folder_,
                        .environment = {{"GIT_OPTIONAL_LOCKS", "0"}, {"LC_ALL", "C"}, {"GIT_TERMINAL_PROMPT", "0"}}});
    if (outcome) return Answer{outcome->exit_code, std::string(trim(outcome->output)), std::move(outcome->errors)};
    if (outcome.error().kind != ErrorKind::not_found) return fail(outcome.error());
    return fail(ErrorKind::local, "the git program is missing: nothing of that name is in PATH",
                fmt::format("install git {}.{} or newer", oldest_git.first, oldest_git.second));
}

Result<std::string> GitCommand::must_answer(std::vector<std::string> arguments) const
{
    auto answer = ask(std::move(arguments));
    if (!answer) return fail(answer.error());
    if (answer->exit_code != 0) return broken(folder_.string(), answer->errors);
    return std::move(answer->output);
}

Result<void> GitCommand::check_program() const
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

Result<bool> GitCommand::is_work_tree() const
{
    const auto answer = ask({"rev-parse", "--is-inside-work-tree"});
    if (!answer) return fail(answer.error());
    if (answer->exit_code == 0) return answer->output == "true";
    return why_not(*answer);
}

// git ends with 128 both where there is no repository and where it refuses to read one.
Result<bool> GitCommand::why_not(const Answer& refusal) const
{
    const auto repository = repository_above(folder_);
    if (!repository) return false;
    // If trust is all that is missing, git answers once it is told to trust. (Before 2.38 it does not listen to
    // that on the command line; then its own words, with the same advice, are in the error below.)
    const auto trusting = ask({"-c", "safe.directory=*", "rev-parse", "--show-toplevel"});
    if (!trusting) return fail(trusting.error());
    if (trusting->exit_code != 0) return broken(folder_.string(), refusal.errors);
    return fail(
        ErrorKind::denied,
        fmt::format("git does not trust the repository '{}', which another user owns", printable(trusting->output)),
        "git config --global --add safe.directory " + shell_word(printable(trusting->output)));
}

Result<std::string> GitCommand::branch() const
{
    // The full name: the short one gets a "heads/" in front where a tag has the branch's name.
    constexpr std::string_view prefix = "refs/heads/";
    const auto answer = ask({"symbolic-ref", "--quiet", "HEAD"});
    if (!answer) return fail(answer.error());
    if (answer->exit_code == 1) return "";
    if (answer->exit_code != 0) return broken(folder_.string(), answer->errors);
    return answer->output.starts_with(prefix) ? answer->output.substr(prefix.size()) : answer->output;
}

Result<CheckoutFacts> GitCommand::facts(const std::string& commit) const
{
    CheckoutFacts facts{.commit = commit, .committed = {}, .branch = {}, .tags = {}};
    // "commit NAME", then the format: rev-list without the first line came only with git 2.33.
    const auto dated = must_answer({"rev-list", "--max-count=1", "--format=%ct", commit});
    if (!dated) return fail(dated.error());
    const auto seconds = split(*dated, '\n').back();
    std::int64_t count = 0;
    if (std::from_chars(seconds.data(), seconds.data() + seconds.size(), count).ec != std::errc())
        return broken(folder_.string(), *dated);
    facts.committed = Time(std::chrono::seconds(count));

    auto name = branch();
    if (!name) return fail(name.error());
    facts.branch = std::move(*name);

    const auto tags = must_answer({"for-each-ref", "--points-at", commit, "--format=%(refname:strip=2)", "refs/tags"});
    if (!tags) return fail(tags.error());
    for (const auto tag : split(*tags, '\n'))
        if (!tag.empty()) facts.tags.emplace_back(tag);
    return facts;
}

Result<std::optional<CheckoutFacts>> GitCommand::checkout()
{
    if (const auto usable = check_program(); !usable) return fail(usable.error());
    const auto work_tree = is_work_tree();
    if (!work_tree) return fail(work_tree.error());
    if (!*work_tree) return std::nullopt;

    const auto head = ask({"rev-parse", "--verify", "--quiet", "HEAD"});
    if (!head) return fail(head.error());
    if (head->exit_code == 1) return std::nullopt;  // a branch without a commit yet
    if (head->exit_code != 0) return broken(folder_.string(), head->errors);
    auto all = facts(head->output);
    if (!all) return fail(all.error());
    return std::move(*all);
}

}  // namespace tagwarden
