// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include <fmt/format.h>

#include "base/text.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "core/version/sort_versions.h"

namespace tagwarden {

namespace {

/// The lines of a text, without the ends that Unix or Windows give them.
std::vector<std::string_view> lines_of(std::string_view text)
{
    auto lines = split(text, '\n');
    if (lines.back().empty()) lines.pop_back();
    for (auto& line : lines)
        if (line.ends_with('\r')) line.remove_suffix(1);
    return lines;
}

std::string plural(std::size_t count, std::string_view one, std::string_view many)
{
    return fmt::format("{} {}", count, count == 1 ? one : many);
}

void warn_of(const SortedVersions& sorted, Order order, Console& console)
{
    if (sorted.first_flaw)
        console.warn(fmt::format(
            "{} not a version in the order {} and went last; the first: {}, wanted {} at "
            "character {}",
            plural(sorted.lines.size() - sorted.versions, "line is", "lines are"), name_of(order),
            sorted.first_flaw->message, sorted.first_flaw->place->wanted, sorted.first_flaw->place->at + 1));
    if (sorted.flavours > 1)
        console.talk(fmt::format("{} flavours, each sorted on its own; --any-flavour mixes them\n", sorted.flavours));
}

JsonObject to_json(const SortedVersions& sorted, Order order)
{
    JsonArray versions, others;
    for (std::size_t i = 0; i < sorted.lines.size(); ++i)
        (i < sorted.versions ? versions : others).emplace_back(sorted.lines[i]);
    return {{"order", name_of(order)}, {"versions", std::move(versions)}, {"notVersions", std::move(others)}};
}

std::string joined(const std::vector<std::string_view>& lines)
{
    std::string text;
    for (const auto line : lines) text.append(line).push_back('\n');
    return text;
}

Result<ExitCode> run(const Arguments& arguments, World&, Console& console)
{
    const auto order = order_named(*arguments.value("--order"));
    if (!order) return fail(order.error());
    const auto input = Console::input();
    if (!input) return fail(input.error());
    const auto sorted =
        sort_versions(lines_of(*input), {*order, arguments.has("--reverse"), arguments.has("--any-flavour")});
    warn_of(sorted, *order, console);
    console.result(joined(sorted.lines));
    if (console.json()) console.result(to_json(sorted, *order));
    return ExitCode::done;
}

}  // namespace

const Command sort_command{"sort",
                           "sort lines of stdin as versions",
                           {},
                           {{"--order", "O", true}, {"--reverse", ""}, {"--any-flavour", ""}},
                           run};

}  // namespace tagwarden
