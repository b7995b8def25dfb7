// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/system/process_mark.h"

#include <fmt/format.h>
#include <signal.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <filesystem>
#include <optional>

#include "adapters/system/files.h"
#include "base/hash.h"
#include "base/text.h"

namespace tagwarden {

namespace {

namespace fs = std::filesystem;

/// What /proc/N/stat says that matters here.
struct ProcessFacts {
    char state = ' ';
    std::string start;
};

std::optional<ProcessFacts> facts_of(const std::string& process)
{
    const auto text = read_file("/proc/" + process + "/stat", 8192);
    if (!text) return std::nullopt;
    // The second field is a name in brackets that may hold anything; the third comes behind the last of them.
    const auto name_end = text->rfind(") ");
    if (name_end == std::string::npos) return std::nullopt;
    const auto fields = split(std::string_view(*text).substr(name_end + 2), ' ');
    constexpr std::size_t state = 0;
    constexpr std::size_t start = 22 - 3;
    if (fields.size() <= start || fields[state].size() != 1) return std::nullopt;
    return ProcessFacts{fields[state].front(), std::string(fields[start])};
}

std::string link_text(const char* link)
{
    std::error_code code;
    const auto target = fs::read_symlink(link, code);
    return code ? std::string() : target.string();
}

/// Empty where process numbers cannot be told from those of another boot or container.
std::string machine()
{
    const auto boot = read_file("/proc/sys/kernel/random/boot_id", 256);
    const auto numbers = link_text("/proc/self/ns/pid");
    if (!boot || numbers.empty()) return "";
    std::array<char, 256> host{};
    gethostname(host.data(), host.size() - 1);
    return sha256_hex(fmt::format("{}\n{}\n{}\n{}", host.data(), trim(*boot), numbers, link_text("/proc/self/ns/time")))
        .substr(0, 8);
}

}  // namespace

std::string process_mark()
{
    const auto where = machine();
    const auto self = facts_of("self");
    const auto numbered = facts_of(std::to_string(getpid()));
    // They differ where /proc counts processes otherwise than this one does.
    if (where.empty() || !self || !numbered || self->start != numbered->start) return "";
    return where + "." + self->start;
}

bool process_is_gone(long process, const std::string& mark)
{
    const auto dot = mark.find('.');
    const auto here = machine();
    if (dot == std::string::npos || process <= 0 || here.empty() || mark.substr(0, dot) != here) return false;
    // kill() tells of every process; /proc may be told to hide those of other users (hidepid).
    if (kill(static_cast<pid_t>(process), 0) != 0) return errno == ESRCH;
    const auto found = facts_of(std::to_string(process));
    if (!found) return false;
    return found->start != mark.substr(dot + 1) || found->state == 'Z' || found->state == 'X';
}

}  // namespace tagwarden
