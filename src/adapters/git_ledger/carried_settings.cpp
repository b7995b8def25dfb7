// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/git_ledger/carried_settings.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace tagwarden {

namespace {

// Names as git lists them: section and last part in lower case.

/// What a checkout says of itself, section by section.
constexpr std::array<std::string_view, 7> sections_of_a_checkout{"core.",   "extensions.", "include.", "includeif.",
                                                                 "branch.", "submodule.",  "remote."};
/// And what those sections say of the way to a remote.
constexpr std::array<std::string_view, 3> core_settings{"core.sshcommand", "core.gitproxy", "core.askpass"};
constexpr std::array<std::string_view, 7> remote_settings{".url",        ".pushurl",     ".proxy", ".proxyauthmethod",
                                                          ".uploadpack", ".receivepack", ".vcs"};

bool leads_to_a_remote(std::string_view name)
{
    const auto begins = [&](std::string_view section) { return name.starts_with(section); };
    if (std::ranges::none_of(sections_of_a_checkout, begins)) return true;
    if (std::ranges::find(core_settings, name) != core_settings.end()) return true;
    const auto ends = [&](std::string_view setting) { return name.ends_with(setting); };
    return name.starts_with("remote.") && std::ranges::any_of(remote_settings, ends);
}

/// As a shell would need it; git reads the variable so.
std::string quoted(std::string_view text)
{
    std::string word = "'";
    for (const char c : text) word += c == '\'' || c == '!' ? std::string("'\\") + c + "'" : std::string(1, c);
    return word + "'";
}

/// "name" or "name\nvalue" as one parameter. Before 2.31 git knew only 'name=value', which cannot say a name that has a
/// '=' in it.
std::string parameter(std::string_view setting)
{
    const auto end = setting.find('\n');
    const auto name = setting.substr(0, end);
    if (end == std::string_view::npos) return quoted(name);
    const auto value = setting.substr(end + 1);
    if (name.find('=') != std::string_view::npos) return quoted(name) + "=" + quoted(value);
    return quoted(std::string(name) + "=" + std::string(value));
}

}  // namespace

std::string carried_settings(std::string_view listed, std::string_view already)
{
    std::string parameters(already);
    const auto parts = split(listed, '\0');
    for (std::size_t i = 0; i + 1 < parts.size(); i += 2) {
        const auto scope = parts[i];
        if ((scope != "local" && scope != "worktree") ||
            !leads_to_a_remote(parts[i + 1].substr(0, parts[i + 1].find('\n'))))
            continue;
        if (!parameters.empty()) parameters += ' ';
        parameters += parameter(parts[i + 1]);
    }
    return parameters;
}

}  // namespace tagwarden
