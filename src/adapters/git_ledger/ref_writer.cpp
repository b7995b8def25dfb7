// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/git_ledger/ref_writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <random>

#include "adapters/git_ledger/remote_failure.h"
#include "base/text.h"

namespace tagwarden {

namespace {

/// Two machines that write the same at the same second would make the same commit, and both believe that it was
/// theirs that was taken.
std::string unlike_any_other()
{
    std::random_device random;
    return fmt::format("{:08x}{:08x}{:08x}{:08x}", random(), random(), random(), random());
}

std::string name_in_commit(std::string_view author)
{
    auto name = printable(author);
    std::erase_if(name, [](char c) { return c == '<' || c == '>'; });
    return std::string(trim(name).empty() ? "tagwarden" : trim(name));
}

std::string data_command(std::string_view bytes)
{
    return fmt::format("data {}\n{}\n", bytes.size(), bytes);
}

/// git-fast-import(1), "INPUT FORMAT".
std::string import_stream(const NewCommit& next)
{
    auto stream = fmt::format("commit refs/proposed\nmark :1\ncommitter {} <> {} +0000\n", name_in_commit(next.author),
                              next.time.time_since_epoch().count());
    stream += data_command(fmt::format("{}\n\nTagwarden-Attempt: {}\n", next.message, unlike_any_other()));
    if (next.parent) stream += fmt::format("from {}\n", *next.parent);
    for (const auto& [path, content] : next.files)
        stream += fmt::format("M 100644 inline {}\n", path) + data_command(content);
    return stream + "\nget-mark :1\ndone\n";
}

}  // namespace

Result<std::string> RefWriter::make(const NewCommit& next) const
{
    const auto made =
        copy_.ask({"fast-import", "--quiet", "--force", "--date-format=raw", "--done"}, import_stream(next));
    if (!made) return fail(made.error());
    if (made->exit_code != 0) return copy_.damaged(made->errors);
    return std::string(trim(made->output));
}

Result<RefWriter::Outcome> RefWriter::move(const std::string& ref, const NewCommit& next) const
{
    const auto commit = make(next);
    if (!commit) return fail(commit.error());
    const auto pushed =
        copy_.ask_remote({"push", "--porcelain", "--no-verify", "--no-follow-tags", "--recurse-submodules=no",
                          fmt::format("--force-with-lease={}:{}", ref, next.parent.value_or("")), copy_.remote(),
                          fmt::format("{}:{}", *commit, ref)});
    if (!pushed) return look_again(ref, next, *commit, pushed.error());
    if (pushed->exit_code == 0) {
        const auto noted = copy_.ask({"update-ref", ref, *commit});
        if (!noted) return fail(noted.error());
        if (noted->exit_code != 0) return copy_.damaged(noted->errors);
        return Outcome::moved;
    }
    auto outcome = look_again(ref, next, *commit, push_failure(pushed->output, pushed->errors, copy_.remote(), ref));
    if (!outcome && outcome.error().kind == ErrorKind::refused && lost_a_race(pushed->output))
        return Outcome::overtaken;
    return outcome;
}

Result<RefWriter::Outcome> RefWriter::look_again(const std::string& ref, const NewCommit& next,
                                                 const std::string& commit, const Error& failure) const
{
    if (!copy_.fetch()) return fail(failure);
    const auto refs = copy_.refs();
    if (!refs) return fail(failure);
    const auto now = refs->find(ref);
    const auto there = now == refs->end() ? std::nullopt : std::optional(now->second.object);
    if (there == next.parent) return fail(failure);
    if (!there) return Outcome::overtaken;
    const auto within = copy_.ask({"merge-base", "--is-ancestor", commit, *there});
    return within && within->exit_code == 0 ? Outcome::moved : Outcome::overtaken;
}

}  // namespace tagwarden
