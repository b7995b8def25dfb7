// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/git/git_command.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <span>
#include <string_view>
#include <system_error>
#include <unordered_map>
#include <unordered_set>

#include "base/text.h"

namespace tagwarden {

namespace {

constexpr std::string_view tag_folder = "refs/tags/";

std::optional<std::int64_t> whole_number(std::string_view text)
{
    std::int64_t number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (read.ec != std::errc() || read.ptr != text.data() + text.size()) return std::nullopt;
    return number;
}

}  // namespace

Result<std::optional<CheckoutFacts>> GitCommand::checkout()
{
    if (const auto usable = git_.check_version(); !usable) return fail(usable.error());
    const auto answer =
        git_.ask({"rev-parse", "--is-inside-work-tree", "--is-shallow-repository", "--verify", "--quiet", "HEAD"});
    if (!answer) return fail(answer.error());
    const auto lines = split(answer->output, '\n');
    if (lines.size() < 2) {
        if (const auto none = git_.expect_no_repository(*answer); !none) return fail(none.error());
        return std::nullopt;
    }
    if (lines[0] != "true") return std::nullopt;
    if (answer->exit_code == 1) return std::nullopt;  // a branch without a commit yet
    if (answer->exit_code != 0 || lines.size() != 3) return git_.broken(answer->errors);
    auto all = facts(std::string(lines[2]), lines[1] == "true");
    if (!all) return fail(all.error());
    return std::move(*all);
}

Result<CheckoutFacts> GitCommand::facts(std::string commit, bool shallow) const
{
    const auto committed = time_of(commit);
    if (!committed) return fail(committed.error());
    auto name = branch();
    if (!name) return fail(name.error());
    const auto changed = dirty();
    if (!changed) return fail(changed.error());
    auto known = tag_objects();
    if (!known) return fail(known.error());

    CheckoutFacts facts{std::move(commit), *committed, std::move(*name), {}, shallow, *changed};
    for (auto& tag : *known)
        if (tag.object == facts.commit) facts.tags.push_back(std::move(tag.name));
    return facts;
}

Result<Time> GitCommand::time_of(const std::string& commit) const
{
    // "commit NAME", then the format: rev-list without the first line came only with git 2.33.
    const auto dated = git_.must_answer({"rev-list", "--max-count=1", "--format=%ct", commit, "--"});
    if (!dated) return fail(dated.error());
    const auto seconds = whole_number(split(*dated, '\n').back());
    if (!seconds) return git_.broken(*dated);
    return Time(std::chrono::seconds(*seconds));
}

Result<std::string> GitCommand::branch() const
{
    // The full name: the short one gets a "heads/" in front where a tag has the branch's name.
    constexpr std::string_view prefix = "refs/heads/";
    const auto answer = git_.ask({"symbolic-ref", "--quiet", "HEAD"});
    if (!answer) return fail(answer.error());
    if (answer->exit_code == 1) return "";
    if (answer->exit_code != 0) return git_.broken(answer->errors);
    return answer->output.starts_with(prefix) ? answer->output.substr(prefix.size()) : answer->output;
}

Result<bool> GitCommand::dirty() const
{
    // status looks into files of which only the time has changed, as diff-index does not. What settings could change is
    // said here: no monitor is started for one question, no renames are searched (in a partial clone that would fetch
    // content), and a submodule counts when its commit or its tracked files differ.
    const auto changes = git_.must_answer({"-c", "core.fsmonitor=", "status", "--porcelain", "-z", "--no-renames",
                                           "--untracked-files=no", "--ignore-submodules=untracked"});
    if (!changes) return fail(changes.error());
    return !changes->empty();
}

// show-ref takes what a tag leads to from the list of packed refs, where for-each-ref opens every tag object. Its
// lines:
//   OBJECT refs/tags/NAME
//   OBJECT refs/tags/NAME^{}     after that of an annotated tag: what it leads to, through tags of tags
Result<std::vector<GitCommand::TagObject>> GitCommand::tag_objects() const
{
    constexpr std::string_view peeled = "^{}";
    const auto answer = git_.ask({"show-ref", "--tags", "--dereference"});
    if (!answer) return fail(answer.error());
    if (answer->exit_code > 1) return git_.broken(answer->errors);
    std::vector<TagObject> tags;
    for (const auto line : split(answer->output, '\n')) {
        const auto space = line.find(' ');
        if (space == std::string_view::npos) continue;  // no tags at all
        const auto object = line.substr(0, space);
        const auto name = line.substr(space + 1 + tag_folder.size());
        if (name.ends_with(peeled))
            tags.back().object = object;
        else
            tags.push_back({std::string(name), std::string(object)});
    }
    return tags;
}

Result<std::unordered_set<std::string>> GitCommand::listed(std::vector<std::string> rev_list) const
{
    const auto answer = git_.must_answer(std::move(rev_list));
    if (!answer) return fail(answer.error());
    const auto lines = split(*answer, '\n');
    std::unordered_set<std::string> names;
    for (const auto line : lines) names.emplace(line);
    return names;
}

Result<std::vector<std::string>> GitCommand::tags()
{
    auto known = tag_objects();
    if (!known) return fail(known.error());
    // Commits only, so that tags of files and folders drop out.
    const auto commits = listed({"rev-list", "--no-walk=unsorted", "--tags", "--"});
    if (!commits) return fail(commits.error());
    std::vector<std::string> names;
    for (auto& tag : *known)
        if (commits->contains(tag.object)) names.push_back(std::move(tag.name));
    return names;
}

Result<std::optional<std::string>> GitCommand::first_not_beside_head(std::span<const std::string> tags,
                                                                     const TagObjects& object_of,
                                                                     std::vector<std::string> beginnings) const
{
    if (beginnings.empty()) return std::nullopt;
    beginnings.insert(beginnings.begin(), "rev-list");
    beginnings.insert(beginnings.end(), {"--not", "HEAD", "--"});
    const auto beside = listed(std::move(beginnings));
    if (!beside) return fail(beside.error());
    for (const auto& tag : tags)
        if (const auto found = object_of.find(tag); found != object_of.end() && !beside->contains(found->second))
            return tag;
    return std::nullopt;
}

// What HEAD does not have behind it is what git lists from the tags without HEAD. That costs as much as the lines are
// apart: next to nothing for the highest few, which as a rule are all it takes, and a walk through the history for all.
Result<std::optional<std::string>> GitCommand::first_behind_head(const std::vector<std::string>& tags)
{
    constexpr std::size_t few = 16;
    auto known = tag_objects();
    if (!known) return fail(known.error());
    TagObjects object_of;
    for (auto& tag : *known) object_of.emplace(std::move(tag.name), std::move(tag.object));

    const auto highest = std::span(tags).first(std::min(few, tags.size()));
    std::vector<std::string> beginnings;
    for (const auto& tag : highest)
        if (const auto found = object_of.find(tag); found != object_of.end()) beginnings.push_back(found->second);
    auto first = first_not_beside_head(highest, object_of, std::move(beginnings));
    if (!first || *first || tags.size() <= few) return first;
    return first_not_beside_head(std::span(tags).subspan(few), object_of, {"--tags"});
}

Result<std::int64_t> GitCommand::commits_since(const std::optional<std::string>& tag)
{
    std::vector<std::string> question{"rev-list", "--count", "HEAD"};
    if (tag) {
        const auto ref = std::string(tag_folder) + *tag;
        // Exactly this name: to rev-list, "v1~3" would be a commit before the tag v1.
        const auto there = git_.ask({"show-ref", "--verify", "--quiet", ref});
        if (!there) return fail(there.error());
        if (there->exit_code != 0)
            return fail(ErrorKind::not_found, fmt::format("the repository has no tag '{}'", printable(*tag)),
                        "see what 'git tag' lists, or fetch the tags");
        question.push_back("^" + ref + "^{commit}");
    }
    question.emplace_back("--");
    const auto answer = git_.must_answer(std::move(question));
    if (!answer) return fail(answer.error());
    const auto count = whole_number(*answer);
    if (!count) return git_.broken(*answer);
    return *count;
}

}  // namespace tagwarden
