// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "render/status_view.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "render/columns.h"

namespace tagwarden {

namespace {

std::string where(const ChannelStatus& it)
{
    if (it.place == ChannelStatus::Place::unanswered) return "did not answer";
    if (!it.seen) return "does not exist";
    return it.version.empty() ? it.seen->brief() : it.version;
}

std::string verdict(const ChannelStatus& it)
{
    using Place = ChannelStatus::Place;
    switch (it.place) {
        case Place::right: return "as its rule wants: " + it.why;
        case Place::behind: return fmt::format("its rule wants {}: {}", it.wanted, it.why);
        case Place::foreign:
            return "moved by somebody else" +
                   (it.recorded ? "; the ledger last put it on " + it.recorded->version : std::string());
        case Place::missing: return "it was on " + it.recorded->version + ", somebody deleted it";
        case Place::stranded: return "stranded: " + it.why;
        case Place::unanswered: return "";
    }
    return "";
}

std::string story(const ChannelStatus& it)
{
    if (!it.recorded) return "";
    const auto& decision = it.recorded->decision;
    auto text = fmt::format("since {} by {} ({})", format_time(decision.time), decision.actor, it.recorded->operation);
    if (!decision.reason.empty()) text += ": " + decision.reason;
    return text;
}

/// What stays the same for all channels is said once, below them.
std::string remarks(const ProductStatus& status)
{
    std::string text;
    for (const auto& [channel, hold] : status.state.holds)
        text += fmt::format("held: {} on {} since {} by {}: {}\n", channel, hold.version,
                            format_time(hold.decision.time), hold.decision.actor, hold.decision.reason);
    for (const auto& [version, known] : status.state.releases)
        if (known.withdrawn)
            text += fmt::format("withdrawn: {} since {} by {}: {}\n", version, format_time(known.withdrawn->time),
                                known.withdrawn->actor, known.withdrawn->reason);
    for (const auto& anchor : status.anchors)
        text += fmt::format("trouble: '{}' {}, the ledger recorded {} ({})\n", anchor.at.str(),
                            anchor.seen ? "names " + anchor.seen->brief() : "does not exist", anchor.recorded.brief(),
                            anchor.version);
    for (const auto& open : status.state.open_intents)
        if (!open.superseded)
            text +=
                fmt::format("unfinished: {} of {}, begun {} by {}; run it again to finish it\n", open.intent.operation,
                            open.intent.subject, format_time(open.decision.time), open.decision.actor);
    for (const auto& [location, error] : status.unanswered)
        text += fmt::format("unanswered: {}: {}\n", location.str(), error.message);
    return text;
}

std::string table(const ProductStatus& status)
{
    std::vector<std::vector<std::string>> rows;
    for (const auto& it : status.channels)
        rows.push_back({it.channel, it.at.tag.str(), it.destination, where(it),
                        it.rollback_to.empty() ? "—" : it.rollback_to, verdict(it)});
    Columns columns("");
    columns.add({"CHANNEL", "TAG", "AT", "IS ON", "ROLLBACK TO", "RULE"});
    constexpr std::size_t destination = 2;
    for (auto& row : merge_rows(rows, destination)) columns.add(std::move(row));
    return columns.str();
}

/// Since when, by whom and why: said once for all channels that share it.
std::string stories(const ProductStatus& status)
{
    std::vector<std::vector<std::string>> rows;
    for (const auto& it : status.channels) {
        if (!it.recorded) continue;
        std::vector<std::string> row{it.channel, " on " + it.recorded->version, story(it)};
        if (std::ranges::find(rows, row) == rows.end()) rows.push_back(std::move(row));
    }
    std::string text;
    for (const auto& row : merge_rows(rows, 0)) text += row[0] + row[1] + " " + row[2] + "\n";
    return text;
}

std::string text_of(const ProductStatus& status)
{
    if (status.channels.empty() && status.state.releases.empty()) return "nothing is published yet\n";
    auto text = table(status);
    if (const auto told = stories(status); !told.empty()) text += "\n" + told;
    if (const auto more = remarks(status); !more.empty()) text += "\n" + more;
    return text;
}

}  // namespace

std::string status_text(const std::vector<ProductStatus>& editions)
{
    std::string text;
    for (const auto& status : editions) {
        if (!text.empty()) text += "\n";
        if (!status.edition.empty()) text += "edition " + status.edition + ":\n";
        text += text_of(status);
    }
    return text;
}

namespace {

JsonObject decision_json(const Decision& decision)
{
    return {{"reason", decision.reason}, {"actor", decision.actor}, {"time", format_time(decision.time)}};
}

Json digest_json(const std::optional<Digest>& digest)
{
    return digest ? Json(digest->str()) : Json(nullptr);
}

JsonObject channel_json(const ChannelStatus& it)
{
    JsonObject object{{"channel", it.channel},
                      {"image", it.part.image},
                      {"variant", it.part.variant},
                      {"destination", it.destination},
                      {"location", it.at.location.str()},
                      {"tag", it.at.tag.str()},
                      {"state", name_of(it.place)},
                      {"digest", digest_json(it.seen)},
                      {"version", it.version},
                      {"wanted", it.wanted},
                      {"why", it.why},
                      {"rollbackTo", it.rollback_to}};
    if (it.recorded) {
        auto recorded = decision_json(it.recorded->decision);
        recorded["version"] = it.recorded->version;
        recorded["digest"] = it.recorded->digest.str();
        recorded["operation"] = it.recorded->operation;
        object["recorded"] = std::move(recorded);
    }
    return object;
}

/// The lists of --json. Those of several editions are one list each, whose elements say their edition.
struct Lists {
    JsonArray channels, anchors, holds, withdrawn, unfinished, unanswered;

    void add(const ProductStatus& status)
    {
        const auto add_to = [&](JsonArray& list, JsonObject object) {
            object["edition"] = status.edition;
            list.emplace_back(std::move(object));
        };
        for (const auto& it : status.channels) add_to(channels, channel_json(it));
        for (const auto& it : status.anchors)
            add_to(anchors, {{"location", it.at.location.str()},
                             {"tag", it.at.tag.str()},
                             {"version", it.version},
                             {"recorded", it.recorded.str()},
                             {"digest", digest_json(it.seen)}});
        for (const auto& [channel, hold] : status.state.holds) {
            auto object = decision_json(hold.decision);
            object["channel"] = channel;
            object["version"] = hold.version;
            add_to(holds, std::move(object));
        }
        for (const auto& [version, known] : status.state.releases) {
            if (!known.withdrawn) continue;
            auto object = decision_json(*known.withdrawn);
            object["version"] = version;
            add_to(withdrawn, std::move(object));
        }
        for (const auto& it : status.state.open_intents) {
            if (it.superseded) continue;
            auto object = decision_json(it.decision);
            object["operation"] = it.intent.operation;
            object["subject"] = it.intent.subject;
            object["sequence"] = it.sequence;
            add_to(unfinished, std::move(object));
        }
        for (const auto& [location, error] : status.unanswered)
            add_to(unanswered, {{"location", location.str()}, {"message", error.message}});
    }
};

}  // namespace

JsonObject status_json(const std::vector<ProductStatus>& editions)
{
    Lists all;
    for (const auto& status : editions) all.add(status);
    return {{"channels", std::move(all.channels)},     {"troubledAnchors", std::move(all.anchors)},
            {"holds", std::move(all.holds)},           {"withdrawn", std::move(all.withdrawn)},
            {"unfinished", std::move(all.unfinished)}, {"unanswered", std::move(all.unanswered)}};
}

}  // namespace tagwarden
