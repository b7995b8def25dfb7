// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/system/environment.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string_view>

#include "adapters/system/process_mark.h"
#include "base/text.h"
#include "core/ci_build.h"

namespace tagwarden {

namespace {

std::string host_name()
{
    std::array<char, 256> name{};
    // The last byte stays zero: a name that is too long is cut without one.
    if (gethostname(name.data(), name.size() - 1) != 0 || name[0] == '\0') return "localhost";
    return printable(name.data());
}

std::string user_at_host(const Environment& environment)
{
    auto user = value_of(environment, "USER");
    if (user.empty()) user = value_of(environment, "LOGNAME");
    if (user.empty()) user = fmt::format("uid{}", geteuid());
    return printable(user) + "@" + host_name();
}

}  // namespace

Environment environment_variables()
{
    Environment all;
    for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
        const std::string_view text = *entry;
        const auto equals = text.find('=');
        if (equals == std::string_view::npos) continue;
        // Of a name that is there twice, the first counts: so does getenv().
        all.emplace(text.substr(0, equals), text.substr(equals + 1));
    }
    return all;
}

std::string current_actor(const Environment& environment)
{
    const auto named = ci_actor(environment);
    return named.empty() ? user_at_host(environment) : printable(named);
}

bool in_ci(const Environment& environment)
{
    constexpr std::array names{"CI", "GITLAB_CI", "GITHUB_ACTIONS"};
    return std::ranges::any_of(names, [&](const char* name) { return is_on(environment, name); });
}

std::optional<std::filesystem::path> cache_folder(const Environment& environment)
{
    // "All paths set in these environment variables must be absolute", and others are to be ignored.
    const std::filesystem::path said = value_of(environment, "XDG_CACHE_HOME");
    if (said.is_absolute()) return said / "tagwarden";
    const std::filesystem::path home = value_of(environment, "HOME");
    if (home.is_absolute()) return home / ".cache" / "tagwarden";
    return std::nullopt;
}

std::string lease_holder(const Environment& environment)
{
    const auto mark = process_mark();
    return fmt::format("{} pid {}{}", user_at_host(environment), getpid(), mark.empty() ? "" : " (" + mark + ")");
}

bool holder_is_gone(const std::string& holder)
{
    constexpr std::string_view before_number = " pid ";
    const auto number = holder.rfind(before_number);
    const auto mark = holder.rfind(" (");
    if (number == std::string::npos || mark == std::string::npos || mark < number || !holder.ends_with(')'))
        return false;
    const auto process = std::strtol(holder.c_str() + number + before_number.size(), nullptr, 10);
    return process_is_gone(process, holder.substr(mark + 2, holder.size() - mark - 3));
}

}  // namespace tagwarden
