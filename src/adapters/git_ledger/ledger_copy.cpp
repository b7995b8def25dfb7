// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/git_ledger/ledger_copy.h"

#include <fmt/format.h>

#include <charconv>
#include <system_error>

#include "adapters/git_ledger/carried_settings.h"
#include "adapters/git_ledger/remote_failure.h"
#include "adapters/system/environment.h"
#include "base/hash.h"
#include "base/text.h"

namespace tagwarden {

namespace fs = std::filesystem;

const std::string seen_ref = "refs/seen/ledger";

namespace {

constexpr std::string_view all_refs = "refs/tagwarden/*";

/// The user's hooks are about code, and nothing of git goes on when this program has ended.
void add_own_settings(std::vector<std::string>& arguments)
{
    arguments.insert(arguments.begin(), {"-c", "core.hooksPath=/dev/null", "-c", "gc.autoDetach=false", "-c",
                                         "maintenance.autoDetach=false"});
}

/// A name could also be a path, which git takes when there is no remote of that name.
bool is_name(std::string_view remote)
{
    return remote.find_first_of(":/") == std::string_view::npos && !remote.starts_with('.');
}

}  // namespace

/// What there is to know of the checkout.
struct LedgerCopy::Checkout {
    fs::path top;               ///< where relative URLs begin
    fs::path copies;            ///< "": no checkout
    std::string object_format;  ///< of the names of objects
    std::string settings;       ///< for GIT_CONFIG_PARAMETERS
};

Result<LedgerCopy::Checkout> LedgerCopy::look_at(const fs::path& folder, const std::string& remote)
{
    const auto variables = environment_variables();
    const auto already = variables.find("GIT_CONFIG_PARAMETERS");
    const auto said = already == variables.end() ? std::string() : already->second;
    const GitProgram git(folder);
    if (const auto usable = git.check_version(); !usable) return fail(usable.error());
    const auto answer = git.ask({"rev-parse", "--git-common-dir", "--show-cdup", "--show-object-format"});
    if (!answer) return fail(answer.error());
    if (answer->exit_code != 0) {
        if (const auto none = git.expect_no_repository(*answer); !none) return fail(none.error());
        if (is_name(remote))
            return fail(ErrorKind::not_found,
                        fmt::format("the ledger is at the remote '{}', but {} is in no checkout of git", shown(remote),
                                    printable(folder.string())),
                        "run it in a checkout, or write git: and the URL of the repository");
        return Checkout{folder, "", "sha1", said};
    }
    const auto listed = git.ask_exactly({"config", "--list", "--show-scope", "-z"}, {});
    if (!listed) return fail(listed.error());
    if (listed->exit_code != 0) return git.broken(listed->errors);
    const auto lines = split(answer->output, '\n');
    const auto up = lines.size() == 3 ? fs::path(lines[1]) : fs::path();
    return Checkout{folder / up, folder / lines.front() / "tagwarden", std::string(lines.back()),
                    carried_settings(listed->output, said)};
}

Result<LedgerCopy> LedgerCopy::open(const fs::path& folder, std::string remote)
{
    auto checkout = look_at(folder, remote);
    if (!checkout) return fail(checkout.error());
    // A copy for each remote, so that two ledgers of one checkout are not taken for each other.
    auto place =
        CopyFolder::open(checkout->copies.empty() ? fs::path() : checkout->copies / sha256_hex(remote).substr(0, 16));
    if (!place) return fail(place.error());
    GitProgram git(checkout->top);
    LedgerCopy copy(std::move(git), std::move(*place), std::move(remote), std::move(*checkout));
    const auto mine = copy.lock();
    if (!mine) return fail(mine.error());
    if (const auto made = copy.make(copy.object_format_); !made) return fail(made.error());
    if (!is_name(copy.remote_)) return copy;
    const auto known = copy.ask({"config", "--get", "remote." + copy.remote_ + ".url"});
    if (!known) return fail(known.error());
    if (known->exit_code != 0)
        return fail(
            ErrorKind::not_found,
            fmt::format("the ledger is at the remote '{}', which this checkout does not have", shown(copy.remote_)),
            fmt::format("git remote add {} URL, or name another with 'ledger: git:REMOTE'", shown(copy.remote_)));
    if (trim(known->output).empty())
        return fail(ErrorKind::not_found,
                    fmt::format("the ledger is at the remote '{}', which has no URL", shown(copy.remote_)),
                    fmt::format("git remote set-url {} URL", shown(copy.remote_)));
    return copy;
}

LedgerCopy::LedgerCopy(GitProgram git, CopyFolder place, std::string remote, Checkout checkout)
    : git_(std::move(git)),
      place_(std::move(place)),
      remote_(std::move(remote)),
      object_format_(std::move(checkout.object_format)),
      environment_{{"GIT_DIR", fs::absolute(place_.repository()).string()},
                   {"GIT_CONFIG_PARAMETERS", std::move(checkout.settings)},
                   // What a hook that calls this program has set for its own repository.
                   {"GIT_OBJECT_DIRECTORY", fs::absolute(place_.repository() / "objects").string()},
                   {"GIT_ALTERNATE_OBJECT_DIRECTORIES", ""}}
{
}

Result<GitProgram::Answer> LedgerCopy::ask(std::vector<std::string> arguments, std::string input) const
{
    add_own_settings(arguments);
    return git_.ask_exactly(std::move(arguments), {.environment = environment_, .input = std::move(input)});
}

Result<GitProgram::Answer> LedgerCopy::ask_remote(std::vector<std::string> arguments) const
{
    add_own_settings(arguments);
    auto answer =
        git_.ask_exactly(std::move(arguments), {.environment = environment_, .time_limit = std::chrono::minutes(3)});
    if (answer || answer.error().kind != ErrorKind::local) return answer;
    auto error = answer.error();
    error.kind = ErrorKind::unreachable;
    return during("asking " + shown(remote_), std::move(error));
}

std::unexpected<Error> LedgerCopy::damaged(std::string_view said) const
{
    return fail(ErrorKind::local, fmt::format("git cannot read {}: {}", path(), shown(said)),
                fmt::format("delete {}: it is only a copy of what is at the remote", path()));
}

std::string LedgerCopy::path() const
{
    return printable(fs::absolute(place_.repository()).lexically_normal().string());
}

// The names of remotes are the checkout's, and known to git in the copy only as long as this program calls it.
std::string LedgerCopy::address() const
{
    return is_name(remote_) ? fmt::format("\"$(git remote get-url --push {})\"", shown(remote_)) : shown(remote_);
}

std::unexpected<Error> LedgerCopy::reading(const std::string& ref, const Error& error) const
{
    return during(fmt::format("reading {} at {}", ref, shown(remote_)), error);
}

Result<void> LedgerCopy::make(const std::string& object_format) const
{
    std::error_code code;
    if (fs::exists(place_.repository() / "config", code)) return {};
    // Without a template: no hooks.
    const auto made = ask({"init", "--quiet", "--bare", "--template=", "--object-format=" + object_format,
                           fs::absolute(place_.repository()).string()});
    if (!made) return fail(made.error());
    if (made->exit_code != 0) return damaged(made->errors);
    return {};
}

Result<void> LedgerCopy::make_anew(const std::string& object_format) const
{
    std::error_code code;
    fs::remove_all(place_.repository(), code);
    if (code) return damaged(code.message());
    return make(object_format);
}

Result<void> LedgerCopy::fetch() const
{
    auto brought = bring();
    if (brought || brought.error().kind != ErrorKind::local) return brought;
    // Somebody was killed in the middle of it, or the disk was full.
    if (const auto made = make_anew(object_format_); !made) return made;
    return bring();
}

// The first time without the history, of which nothing is read. Later git asks for what is new, and its answer is the
// least when it may give the commits between.
Result<void> LedgerCopy::bring() const
{
    const auto known = refs();
    if (!known) return fail(known.error());
    if (!known->empty()) return fetch_refs({});
    const auto listed = ask_remote({"ls-remote", "--quiet", remote_, std::string(all_refs)});
    if (!listed) return fail(listed.error());
    if (listed->exit_code != 0) return fail(remote_failure(listed->errors, remote_));
    if (listed->output.empty()) return {};
    if (const auto fits = take_object_format(listed->output); !fits) return fits;
    return fetch_refs({"--depth=1"});
}

// It is that of the checkout as a rule, and not known where there is none.
Result<void> LedgerCopy::take_object_format(std::string_view listed) const
{
    constexpr std::size_t sha256_digits = 64;
    const std::string wanted = listed.find('\t') == sha256_digits ? "sha256" : "sha1";
    const auto mine = ask({"rev-parse", "--show-object-format"});
    if (!mine) return fail(mine.error());
    return trim(mine->output) == wanted ? Result<void>{} : make_anew(wanted);
}

Result<void> LedgerCopy::fetch_refs(std::vector<std::string> options) const
{
    std::vector<std::string> arguments{
        "fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules", "--prune", "--force"};
    arguments.insert(arguments.end(), options.begin(), options.end());
    arguments.insert(arguments.end(), {remote_, fmt::format("+{0}:{0}", all_refs)});
    const auto fetched = ask_remote(std::move(arguments));
    if (!fetched) return fail(fetched.error());
    if (fetched->exit_code != 0) return fail(remote_failure(fetched->errors, remote_));
    return {};
}

Result<std::map<std::string, RefTarget>> LedgerCopy::refs() const
{
    const auto listed =
        ask({"for-each-ref", "--format=%(objectname) %(objecttype) %(refname)", "refs/tagwarden/", seen_ref});
    if (!listed) return fail(listed.error());
    if (listed->exit_code != 0) return damaged(listed->errors);
    std::map<std::string, RefTarget> refs;
    for (const auto line : split(trim(listed->output), '\n')) {
        const auto words = split(line, ' ');
        if (words.size() == 3) refs.emplace(words[2], RefTarget{std::string(words[0]), std::string(words[1])});
    }
    return refs;
}

Result<std::optional<std::string>> LedgerCopy::commit_in(const std::map<std::string, RefTarget>& refs,
                                                         const std::string& ref) const
{
    const auto found = refs.find(ref);
    if (found == refs.end()) return std::nullopt;
    if (found->second.type != "commit")
        return fail(ErrorKind::malformed,
                    fmt::format("{} at {} is a {}, want a commit", ref, shown(remote_), found->second.type),
                    "see who wrote it; a ledger keeps this ref for itself");
    return found->second.object;
}

Result<std::optional<std::string>> LedgerCopy::commit(const std::string& ref) const
{
    const auto all = refs();
    if (!all) return fail(all.error());
    return commit_in(*all, ref);
}

// "MODE TYPE OBJECT\tPATH\0"
Result<std::map<std::string, std::string>> LedgerCopy::files(const std::string& commit) const
{
    const auto listed = ask({"ls-tree", "-r", "-z", "--full-tree", commit});
    if (!listed) return fail(listed.error());
    if (listed->exit_code != 0) return damaged(listed->errors);
    std::map<std::string, std::string> files;
    for (const auto line : split(listed->output, '\0')) {
        const auto tab = line.find('\t');
        const auto words = split(line.substr(0, tab), ' ');
        if (tab != std::string_view::npos && words.size() == 3 && words[1] == "blob")
            files.emplace(line.substr(tab + 1), words[2]);
    }
    return files;
}

// For each object "NAME TYPE SIZE\n", its bytes, "\n"; "NAME missing\n" for one that is not there.
Result<std::vector<std::string>> LedgerCopy::contents(const std::vector<std::string>& objects) const
{
    std::string input;
    for (const auto& object : objects) input += object + "\n";
    const auto answer = ask({"cat-file", "--batch"}, std::move(input));
    if (!answer) return fail(answer.error());
    std::string_view rest = answer->output;
    std::vector<std::string> contents;
    for (const auto& object : objects) {
        const auto end = rest.find('\n');
        const auto words = split(rest.substr(0, end), ' ');
        std::size_t size = 0;
        const auto digits = words.back();
        if (end == std::string_view::npos || words.size() != 3 ||
            std::from_chars(digits.data(), digits.data() + digits.size(), size).ec != std::errc() ||
            rest.size() < end + size + 2)
            return damaged(answer->errors.empty() ? "it lacks the object " + object : answer->errors);
        contents.emplace_back(rest.substr(end + 1, size));
        rest.remove_prefix(end + size + 2);
    }
    return contents;
}

}  // namespace tagwarden
