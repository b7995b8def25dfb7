// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/request_lines.h"

#include <fmt/format.h>

#include "base/text.h"

namespace tagwarden {

void RequestLines::request(const RequestNote& note)
{
    auto line = fmt::format("{} {} → ", note.method, note.url);
    line += note.status == 0 ? "no answer" : std::to_string(note.status);
    if (note.sends) line += fmt::format(", {} bytes sent", note.sent);
    if (note.status != 0) line += fmt::format(", {} bytes", note.received);
    line += fmt::format(", {} ms, attempt {}", note.took.count(), note.attempt);
    if (!note.problem.empty()) line += ": " + printable(note.problem);
    line_.say(line + "\n");
}

void RequestLines::retry(const RetryNote& note)
{
    line_.say(fmt::format("{} {}: attempt {} in {} ms\n", note.host, note.why, note.attempt, note.wait.count()));
}

}  // namespace tagwarden
