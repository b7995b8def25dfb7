// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/console.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <iostream>
#include <string>

#include "base/text.h"
#include "cli/progress_line.h"
#include "cli/terminal_width.h"
#include "render/error_view.h"

namespace tagwarden {

Console::Console() : stderr_(std::cerr) {}
Console::~Console() = default;

void Console::set(const Settings& settings)
{
    settings_ = settings;
    requests_.listen(settings.verbose && !settings.quiet);
}

void Console::result(std::string_view text)
{
    if (settings_.json) return;
    stderr_.clear();
    std::cout << text << std::flush;
}

void Console::result(JsonObject object)
{
    if (!settings_.json) return;
    object["schema"] = 1;
    std::cout << with_valid_utf8(canonical(object)) << "\n" << std::flush;
}

void Console::talk(std::string_view text)
{
    if (!settings_.quiet && !settings_.json) stderr_.say(text);
}

void Console::warn(std::string_view text)
{
    stderr_.say("warning: " + printable(text) + "\n");
}

void Console::state(std::string_view line)
{
    if (!settings_.quiet && !settings_.json && isatty(STDERR_FILENO) != 0) stderr_.show(line);
}

void Console::error(const Error& error)
{
    if (settings_.json) {
        beside_error_["error"] = error_json(error);
        result(std::move(beside_error_));
    }
    stderr_.say(error_text(error));
}

void Console::OnceNotices::notice(std::string_view text)
{
    if (console_.settings_.quiet) return;
    {
        const std::scoped_lock lock(mutex_);
        if (!said_.emplace(text).second) return;
    }
    console_.stderr_.say("note: " + printable(text) + "\n");
}

bool Console::results_on_terminal()
{
    return isatty(STDOUT_FILENO) != 0;
}

std::size_t Console::results_width()
{
    return results_on_terminal() ? terminal_width(STDOUT_FILENO) : 0;
}

Result<std::string> Console::input()
{
    constexpr std::size_t piece = std::size_t{1} << 20U;
    std::string text;
    for (;;) {
        const auto size = text.size();
        text.resize(size + piece);
        const auto count = read(STDIN_FILENO, text.data() + size, piece);
        text.resize(size + static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
        if (count == 0) return text;
        if (count < 0 && errno != EINTR)
            return fail(ErrorKind::local, std::string("stdin cannot be read: ") + std::strerror(errno));
    }
}

Result<void> Console::check_delivery()
{
    std::cout.flush();
    if (std::cout) return {};
    return fail(ErrorKind::local, "stdout does not take the result", "see whether it is closed, or its disk full");
}

bool Console::can_ask() const
{
    return isatty(STDIN_FILENO) != 0 && isatty(STDERR_FILENO) != 0;
}

bool Console::ask(std::string_view question)
{
    std::cerr << question << " [y/N] " << std::flush;
    std::string answer;
    std::getline(std::cin, answer);
    const auto word = trim(answer);
    return word == "y" || word == "yes";
}

Progress& Console::progress()
{
    if (progress_) return *progress_;
    if (settings_.quiet || settings_.json)
        progress_ = std::make_unique<SilentProgress>();
    else if (settings_.verbose)
        progress_ = progress_lines(stderr_);
    else if (isatty(STDERR_FILENO) != 0)
        progress_ = progress_line(stderr_);
    else
        progress_ = std::make_unique<SilentProgress>();
    return *progress_;
}

}  // namespace tagwarden
