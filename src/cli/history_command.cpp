// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/text.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/world.h"
#include "core/history.h"
#include "render/history_view.h"

namespace tagwarden {

namespace {

/// A time, or a day, which is meant to its end.
Result<Time> read_moment(const std::string& text)
{
    auto time = parse_time(text + "T23:59:59Z");
    if (!time) time = parse_time(text);
    if (time) return time;
    return fail(ErrorKind::usage, fmt::format("'{}' is no time and no day", printable(text)),
                "write 2026-03-03, or 2026-03-03T12:00:00Z");
}

HistoryQuestion question_in(const Arguments& arguments)
{
    const auto said = [&](std::string_view name) { return arguments.value(name).value_or(""); };
    return {said("NAME"), said("--channel"), said("--tag"), said("--version")};
}

std::string asked_for(const HistoryQuestion& question)
{
    std::vector<std::string> names;
    for (const auto& name : {question.about, question.channel, question.tag, question.version})
        if (!name.empty()) names.push_back("'" + printable(name) + "'");
    return join(names, " and ");
}

Result<ExitCode> show_then(const std::vector<Entry>& entries, const std::vector<std::string>& editions,
                           const HistoryQuestion& question, Time then, Console& console)
{
    std::vector<ChannelThen> channels;
    for (const auto& edition : editions) {
        auto more = channels_then(entries, edition, then, question);
        if (!more) return fail(more.error());
        std::ranges::move(*more, std::back_inserter(channels));
    }
    console.result(channels_then_text(channels, then));
    console.result(channels_then_json(channels, then));
    return ExitCode::done;
}

Result<ExitCode> run(const Arguments& arguments, World& world, Console& console)
{
    const auto moment = arguments.value("--as-of");
    const auto then = moment ? read_moment(*moment) : Result<Time>(Time{});
    if (!then) return fail(then.error());
    const auto editions = world.editions();
    if (!editions) return fail(editions.error());
    const auto ledger = world.ledger_to_read();
    if (!ledger) return fail(ledger.error());
    const auto entries = (*ledger)->entries();
    if (!entries) return during("reading the ledger", entries.error());
    const auto question = question_in(arguments);
    std::vector<HistoryRow> rows;
    for (const auto& edition : *editions) {
        const auto more = history_of(*entries, edition, question);
        if (!more) return fail(more.error());
        const auto others = std::exchange(rows, {});
        std::ranges::merge(others, *more, std::back_inserter(rows), {}, &HistoryRow::sequence, &HistoryRow::sequence);
    }
    if (rows.empty() && !question.asks_for_all())
        return fail(ErrorKind::not_found, "the ledger knows nothing of " + asked_for(question),
                    "see all it knows with 'tagwarden history'");
    if (moment) return show_then(*entries, *editions, question, *then, console);
    console.result(history_text(rows));
    console.result(history_json(rows));
    return ExitCode::done;
}

}  // namespace

const Command history_command{"history",
                              "tell what moved, when, by whom and why",
                              {{"NAME", false}},
                              {{"--as-of", "TIME"}, {"--channel", "NAME"}, {"--tag", "TAG"}, {"--version", "VERSION"}},
                              run};

}  // namespace tagwarden
