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

/// What became of a channel, a version or a place by a decision, or of an operation that set no name.
std::string decided(const HistoryRow& row)
{
    if (!row.complete()) return std::string(name_of(row.result));
    if (row.operation == "hold") return row.to.empty() ? "held where it is" : "held on " + row.to;
    if (row.operation == "unhold") return "follows its rule again";
    if (row.operation == "withdraw") return "withdrawn";
    if (row.operation == "reinstate") return "eligible again";
    if (row.operation == "promote") return "put on " + row.to;
    return "taken as found";
}

/// What the tags named before: a version, else the digest.
std::string before(const HistoryRow& row)
{
    if (row.before == HistoryRow::Before::deleted) return "deleted";
    const auto& from = row.moves.front().from;
    const auto text = !row.from.empty() ? row.from : from ? from->brief() : "new";
    if (row.before == HistoryRow::Before::as_recorded) return text;
    return text + (row.take_over ? " (foreign, taken over)" : " (foreign)");
}

std::string what(const HistoryRow& row)
{
    if (row.moves.empty()) return decided(row);
    return row.puts() ? before(row) + " → " + row.to : "recorded as " + row.to;
}

/// Of a product that has some.
template <class Row>
bool have_editions(const std::vector<Row>& rows)
{
    return std::ranges::any_of(rows, [](const Row& row) { return !row.edition.empty(); });
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
    const bool in_editions = have_editions(rows);
    Columns columns("");
    for (const auto& row : rows) {
        std::vector<std::string> cells{format_time(row.time),
                                       row.operation,
                                       row.subject,
                                       what(row),
                                       reach(row),
                                       row.actor,
                                       row.reason + (row.complete() || row.moves.empty() ? "" : " (incomplete)")};
        if (in_editions) cells.insert(cells.begin() + 1, row.edition);
        columns.add(std::move(cells));
    }
    return columns.str();
}

JsonObject history_json(const std::vector<HistoryRow>& rows)
{
    JsonArray array;
    for (const auto& row : rows) {
        JsonArray tags(row.tags.begin(), row.tags.end()), places(row.places.begin(), row.places.end()), moves;
        for (const auto& it : row.moves)
            moves.emplace_back(JsonObject{{"destination", it.destination},
                                          {"tag", it.tag.str()},
                                          {"from", it.from ? Json(it.from->str()) : Json(nullptr)},
                                          {"digest", it.to.str()}});
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
                                      {"moves", std::move(moves)},
                                      {"before", name_of(row.before)},
                                      {"takeOver", row.take_over},
                                      {"result", name_of(row.result)},
                                      {"complete", row.complete()}});
    }
    return {{"history", std::move(array)}};
}

namespace {

std::string story_of(const ChannelThen& it)
{
    auto text = fmt::format("since {} by {} ({}){}{}", format_time(it.decision.time), it.decision.actor, it.operation,
                            it.decision.reason.empty() ? "" : ": ", it.decision.reason);
    if (it.withdrawn)
        text += fmt::format("; {} is withdrawn since {}: {}", it.version, format_time(it.withdrawn->time),
                            it.withdrawn->reason);
    return text;
}

}  // namespace

std::string channels_then_text(const std::vector<ChannelThen>& channels, Time then)
{
    if (channels.empty()) return fmt::format("at {} the ledger had put no channel anywhere\n", format_time(then));
    const bool in_editions = have_editions(channels);
    Columns columns("");
    const auto add = [&](const std::string& edition, std::vector<std::string> cells) {
        if (in_editions) cells.insert(cells.begin(), edition);
        columns.add(std::move(cells));
    };
    add("EDITION", {"CHANNEL", "TAG", "WAS ON", "DIGEST", "AT", "WHY"});
    for (const auto& it : channels)
        add(it.edition, {it.channel, it.tag.str(), it.version, it.digest.brief(), list_of(it.places), story_of(it)});
    return fmt::format("at {}:\n\n", format_time(then)) + columns.str();
}

JsonObject channels_then_json(const std::vector<ChannelThen>& channels, Time then)
{
    JsonArray array;
    for (const auto& it : channels) {
        JsonObject object{{"edition", it.edition},      {"channel", it.channel},
                          {"tag", it.tag.str()},        {"version", it.version},
                          {"digest", it.digest.str()},  {"locations", JsonArray(it.places.begin(), it.places.end())},
                          {"operation", it.operation},  {"since", format_time(it.decision.time)},
                          {"actor", it.decision.actor}, {"reason", it.decision.reason}};
        if (it.withdrawn)
            object["withdrawn"] = JsonObject{{"since", format_time(it.withdrawn->time)},
                                             {"actor", it.withdrawn->actor},
                                             {"reason", it.withdrawn->reason}};
        array.emplace_back(std::move(object));
    }
    return {{"asOf", format_time(then)}, {"channels", std::move(array)}};
}

}  // namespace tagwarden
