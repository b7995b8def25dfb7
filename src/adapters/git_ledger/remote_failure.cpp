// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/git_ledger/remote_failure.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"

namespace tagwarden {

namespace {

struct Known {
    std::string_view words;
    ErrorKind kind;
    std::string_view hint;
};

constexpr std::string_view try_it = "see whether 'git ls-remote' reaches it from here";
constexpr std::string_view who =
    "git must get credentials without asking: from a credential helper, an SSH agent or "
    "the settings of the CI's checkout";
constexpr std::string_view which = "check the remote's URL, and that who asks may see it";
constexpr std::string_view copy = "delete the folder 'tagwarden' in the checkout's git folder; it is only a copy";

/// The first row whose words are in a line counts.
constexpr auto known_failures = std::to_array<Known>({
    {"terminal prompts disabled", ErrorKind::denied, who},
    {"Authentication failed", ErrorKind::denied, who},
    {"Host key verification failed", ErrorKind::denied, "tell ssh the key of this host: ~/.ssh/known_hosts"},
    {"returned error: 401", ErrorKind::denied, who},
    {"returned error: 403", ErrorKind::denied, who},
    {"Permission denied", ErrorKind::denied, who},
    {"access denied or repository not exported", ErrorKind::denied, which},
    {"detected dubious ownership", ErrorKind::denied, "git config --global --add safe.directory PATH"},
    {"returned error: 429", ErrorKind::rate_limited, "wait a little, then try again"},
    {"does not appear to be a git repository", ErrorKind::not_found, which},
    {"epository not found", ErrorKind::not_found, which},
    {"' not found", ErrorKind::not_found, which},
    {"Could not resolve host", ErrorKind::unreachable, try_it},
    {"onnection refused", ErrorKind::unreachable, try_it},
    {"onnection timed out", ErrorKind::unreachable, try_it},
    {"mismatched algorithms", ErrorKind::usage, "run it in a checkout of that repository: names of objects differ"},
    {"hash algorithm", ErrorKind::usage, "run it in a checkout of that repository: names of objects differ"},
    {".lock': File exists", ErrorKind::local, copy},
    {"No space left on device", ErrorKind::local, "make room"},
    {"is corrupt", ErrorKind::local, copy},
    {"bad object", ErrorKind::local, copy},
    {"did not send all necessary objects", ErrorKind::local, copy},
    {"unresolved deltas", ErrorKind::local, copy},
});

bool is_end_of_url(char c)
{
    return c == ' ' || c == '\'' || c == '"' || c == '\n' || c == '\t';
}

/// "https://jane:secret@host/path?token=x" as "https://host/path".
std::string without_secrets(std::string_view text)
{
    std::string safe;
    for (auto begin = text.find("://"); begin != std::string_view::npos; begin = text.find("://")) {
        safe += text.substr(0, begin + 3);
        text.remove_prefix(begin + 3);
        const auto end = static_cast<std::size_t>(std::ranges::find_if(text, is_end_of_url) - text.begin());
        auto url = text.substr(0, end);
        text.remove_prefix(end);
        url = url.substr(0, url.find_first_of("?#"));
        const auto at = url.substr(0, url.find('/')).rfind('@');
        safe += at == std::string_view::npos ? url : url.substr(at + 1);
    }
    return safe + std::string(text);
}

std::string_view without_prefix(std::string_view line)
{
    for (const std::string_view prefix : {"fatal: ", "error: ", "remote: "})
        if (line.starts_with(prefix)) return trim(line.substr(prefix.size()));
    return trim(line);
}

/// The line that says most: of a known failure, else what git calls fatal, else the first.
std::string_view telling_line(std::string_view said)
{
    const auto lines = split(said, '\n');
    for (const auto line : lines)
        if (line.starts_with("fatal: ")) return without_prefix(line);
    const auto first = std::ranges::find_if(lines, [](auto line) { return !trim(line).empty(); });
    return first == lines.end() ? std::string_view("git says nothing") : without_prefix(*first);
}

Error failure(ErrorKind kind, std::string_view line, std::string_view hint, const std::string& remote)
{
    return {kind, fmt::format("the ledger at {}: {}", shown(remote), shown(line)), std::string(hint), {}};
}

/// The line of the ref that was pushed: "!", its names, and why it was not taken.
std::string_view refusal_in(std::string_view porcelain)
{
    const auto lines = split(porcelain, '\n');
    const auto refused = std::ranges::find_if(lines, [](auto line) { return line.starts_with("!\t"); });
    return refused == lines.end() ? std::string_view() : refused->substr(refused->rfind('\t') + 1);
}

/// What the other side said to whoever pushes: a hook's reasons, as a rule.
std::string words_of_remote(std::string_view said)
{
    std::string words;
    for (const auto line : split(said, '\n')) {
        const auto word = line.starts_with("remote: ") ? without_prefix(line) : std::string_view();
        if (!word.empty()) words += (words.empty() ? "" : " ") + std::string(word);
    }
    return words;
}

}  // namespace

std::string shown(std::string_view text)
{
    return excerpt(without_secrets(text));
}

Error remote_failure(std::string_view said, const std::string& remote)
{
    for (const auto& known : known_failures)
        for (const auto line : split(said, '\n'))
            if (line.find(known.words) != std::string_view::npos)
                return failure(known.kind, without_prefix(line), known.hint, remote);
    return failure(ErrorKind::unreachable, telling_line(said), try_it, remote);
}

Error push_failure(std::string_view porcelain, std::string_view said, const std::string& remote, const std::string& ref)
{
    const auto refusal = refusal_in(porcelain);
    if (refusal.empty()) return remote_failure(said, remote);
    const auto words = words_of_remote(said);
    return failure(ErrorKind::refused,
                   fmt::format("{} was not taken: {}{}{}", ref, refusal, words.empty() ? "" : ": ", words),
                   "let whoever runs this push to refs/tagwarden/: see docs/ledger.md", remote);
}

bool lost_a_race(std::string_view porcelain)
{
    const auto refusal = refusal_in(porcelain);
    const auto says = [&](std::string_view words) { return refusal.find(words) != std::string_view::npos; };
    return says("stale info") || says("failed to update ref") || says("cannot lock ref") || says("failed to lock");
}

}  // namespace tagwarden
