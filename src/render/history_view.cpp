// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "render/history_view.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "render/columns.h"

namespace tagwarden {

namespace {

std::string list_of(const std::set<std::string>& texts)
{
    return join(std::vector(texts.begin(), texts.end()), ", ");
}

std::string what(const HistoryRow& row)
{
    if (row.operation == "hold" && row.tags.empty()) return fmt::format("held on {}", row.to);
    if (row.operation == "unhold" && row.tags.empty()) return "follows its rule again";
    if (row.tags.empty())
        return row.complete ? (row.operation == "withdraw" ? "withdrawn" : "eligible again") : "incomplete";
    if (row.from.empty()) return "new → " + row.to;
    return row.from == row.to ? "recorded as " + row.to : row.from + " → " + row.to;
}

std::string reach(const HistoryRow& row)
{
    if (row.tags.empty()) return "";
    return fmt::format("{} at {}", list_of(row.tags), list_of(row.places));
}

}  // namespace

std::string history_text(const std::vector<HistoryRow>& rows)
{
    if (rows.empty()) return "nothing has happened yet\n";
    const bool in_editions = std::ranges::any_of(rows, [](const HistoryRow& row) { return !row.edition.empty(); });
    Columns columns("");
    for (const auto& row : rows) {
        std::vector<std::string> cells{format_time(row.time),
                                       row.operation,
                                       row.subject,
                                       what(row),
                                       reach(row),
                                       row.actor,
                                       row.reason + (row.complete ? "" : " (incomplete)")};
        if (in_editions) cells.insert(cells.begin() + 1, row.edition);
        columns.add(std::move(cells));
    }
    return columns.str();
}

JsonObject history_json(const std::vector<HistoryRow>& rows)
{
    JsonArray array;
    for (const auto& row : rows) {
        JsonArray tags(row.tags.begin(), row.tags.end()), places(row.places.begin(), row.places.end());
        array.emplace_back(JsonObject{{"sequence", row.sequence},
                                      {"time", format_time(row.time)},
                                      {"edition", row.edition},
                                      {"actor", row.actor},
                                      {"operation", row.operation},
                                      {"subject", row.subject},
                                      {"from", row.from},
                                      {"to", row.to},
                                      {"tags", std::move(tags)},
                                      {"destinations", std::move(places)},
                                      {"reason", row.reason},
                                      {"complete", row.complete}});
    }
    return {{"history", std::move(array)}};
}

}  // namespace tagwarden
