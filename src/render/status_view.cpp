// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "render/status_view.h"

#include <fmt/format.h>

#include "base/text.h"
#include "core/edition.h"
#include "render/amounts.h"
#include "render/columns.h"
#include "render/error_view.h"

namespace tagwarden {

namespace {

using Place = ChannelStatus::Place;

std::string where(const ChannelStatus& it)
{
    if (it.place == Place::unanswered) return "?";
    if (!it.seen) return "—";
    return it.version.empty() ? it.seen->brief() : it.version;
}

/// At a glance: is it as it should be?
std::string verdict(const ChannelStatus& it)
{
    switch (it.place) {
        case Place::right: return "as its rule wants";
        case Place::behind: return "its rule wants " + it.wanted;
        case Place::unfinished: return "left by an interrupted run";
        case Place::foreign: return "moved by somebody else";
        case Place::missing: return "deleted by somebody";
        case Place::stranded: return "stranded";
        case Place::unanswered: return "not known";
    }
    return "";
}

std::string rollback(const ChannelStatus& it)
{
    if (it.rollback_to.empty()) return "—";
    if (it.rollback_lost) return "— (nobody has " + it.rollback_to + " any more)";
    return it.rollback_to + (it.rollback_complete ? "" : ", to be copied there");
}

/// "latest", and for the tag of a variant that has another name, "rocm (latest)".
std::string label(const ChannelStatus& it)
{
    return it.at.tag.str() == it.channel ? it.channel : fmt::format("{} ({})", it.at.tag.str(), it.channel);
}

std::string reason(const ChannelStatus& it)
{
    switch (it.place) {
        case Place::right:
        case Place::behind:
        case Place::unfinished:
        case Place::stranded: return it.why;
        case Place::foreign: return it.recorded ? "" : "the ledger never put it anywhere";
        case Place::missing:
        case Place::unanswered: return "";
    }
    return "";
}

/// Since when, by whom and why it is where the ledger last put it.
std::string story(const ChannelStatus& it)
{
    if (!it.recorded) return "";
    const auto& decision = it.recorded->decision;
    const bool there = it.seen && *it.seen == it.recorded->digest;
    auto text = fmt::format("{} {} since {} by {} ({})", there ? "on" : "the ledger has it on", it.recorded->version,
                            format_time(decision.time), decision.actor, it.recorded->operation);
    if (!decision.reason.empty()) text += ": " + decision.reason;
    return text;
}

std::string explanation(const ChannelStatus& it)
{
    const auto why = reason(it), told = story(it);
    return why + (why.empty() || told.empty() ? "" : "; ") + told;
}

std::string paragraph(const std::string& text)
{
    return printable(text) + "\n";
}

std::string headline_of(const Intent& intent)
{
    return intent.subject.empty() ? intent.operation : intent.operation + " of " + intent.subject;
}

std::string unknown_places(const ProductStatus& status)
{
    std::string text;
    for (const auto& [location, tags] : status.unknown)
        text +=
            paragraph(fmt::format("unknown: {} has {}, and the ledger knows nothing of that place; 'tagwarden adopt "
                                  "--dry-run' says what each tag is taken for",
                                  location.str(), count_text(tags, "tag")));
    return text;
}

/// What stays the same for all channels is said once, below them.
std::string remarks(const ProductStatus& status)
{
    std::string text;
    for (const auto& [channel, hold] : status.state.holds)
        text += paragraph(fmt::format("held: {} {} since {} by {}: {}", channel, hold.where(),
                                      format_time(hold.decision.time), hold.decision.actor, hold.decision.reason));
    for (const auto& known : status.state.releases.rows())
        if (known.facts().withdrawn)
            text += paragraph(fmt::format("withdrawn: {} since {} by {}: {}", known->version(),
                                          format_time(known->withdrawn->time), known->withdrawn->actor,
                                          known->withdrawn->reason));
    for (const auto& anchor : status.anchors)
        text += paragraph(fmt::format("trouble: '{}' {}, the ledger recorded {} ({}); '{}' puts it back",
                                      anchor.at.str(), anchor.seen ? "names " + anchor.seen->brief() : "does not exist",
                                      anchor.recorded.brief(), anchor.version,
                                      said_for(status.edition, "tagwarden repair " + anchor.version)));
    for (const auto& open : status.state.open_intents)
        if (!open.superseded)
            text +=
                paragraph(fmt::format("unfinished: {}, begun {} by {}; 'tagwarden recover' finishes it",
                                      headline_of(open.intent), format_time(open.decision.time), open.decision.actor));
    for (const auto& known : status.state.releases.rows())
        if (known.facts().incomplete)
            text += paragraph(fmt::format(
                "incomplete: {} since {}: {}; {}", known->version(), format_time(known->incomplete->time),
                known->incomplete->reason,
                known->withdrawn ? "it is withdrawn, so nothing completes it" : "'tagwarden recover' completes it"));
    for (const auto& [location, it] : status.unanswered)
        text += paragraph(fmt::format("unanswered: {}{}: {}{}{}", location.str(), it.optional ? ", which may lag" : "",
                                      it.error.message, it.error.hint.empty() ? "" : "; hint: ", it.error.hint));
    text += unknown_places(status);
    if (status.anchors_asked < status.anchors_known)
        text +=
            paragraph(fmt::format("{} of {} anchors were looked at, those that matter now; --all looks at every one",
                                  status.anchors_asked, status.anchors_known));
    return text;
}

std::string table(const ProductStatus& status)
{
    std::vector<std::vector<std::string>> rows;
    for (const auto& it : status.channels)
        rows.push_back({label(it), it.destination, where(it), verdict(it), rollback(it)});
    Columns columns("");
    columns.add({"CHANNEL", "AT", "IS ON", "THAT IS", "ROLLBACK TO"});
    constexpr std::size_t destination = 1;
    for (auto& row : merge_rows(rows, destination)) columns.add(std::move(row));
    return columns.str();
}

/// Why each is where it is: said once for all channels and places that share it.
std::string explanations(const ProductStatus& status)
{
    std::vector<std::vector<std::string>> rows;
    for (const auto& it : status.channels) {
        auto text = explanation(it);
        if (!text.empty()) rows.push_back({label(it), it.destination, std::move(text)});
    }
    std::string text;
    for (const auto& row : merge_rows(merge_rows(rows, 1), 0))
        text += paragraph(fmt::format("{} at {}: {}", row[0], row[1], row[2]));
    return text;
}

std::string text_of(const ProductStatus& status, std::size_t width)
{
    if (status.channels.empty() && status.state.releases.empty())
        return status.unknown.empty() ? "nothing is published yet\n" : wrapped(unknown_places(status), "    ", width);
    std::string text;
    if (const auto told = explanations(status); !told.empty()) text += "\n" + told;
    if (const auto more = remarks(status); !more.empty()) text += "\n" + more;
    return table(status) + wrapped(text, "    ", width);
}

}  // namespace

std::string status_text(const std::vector<ProductStatus>& editions, std::size_t width)
{
    std::string text;
    for (const auto& status : editions) {
        if (!text.empty()) text += "\n";
        if (!status.edition.empty()) text += "edition " + status.edition + ":\n";
        text += text_of(status, width);
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
                      {"rollbackTo", it.rollback_to},
                      {"rollbackComplete", it.rollback_complete},
                      {"rollbackLost", it.rollback_lost}};
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
    JsonArray channels, anchors, holds, withdrawn, unfinished, incomplete, unanswered, unknown;
    std::size_t anchors_known = 0, anchors_asked = 0;

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
        for (const auto& known : status.state.releases.rows()) {
            if (!known.facts().withdrawn) continue;
            auto object = decision_json(*known->withdrawn);
            object["version"] = known->version();
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
        for (const auto& known : status.state.releases.rows()) {
            if (!known.facts().incomplete) continue;
            auto object = decision_json(*known->incomplete);
            object["version"] = known->version();
            add_to(incomplete, std::move(object));
        }
        for (const auto& [location, tags] : status.unknown)
            add_to(unknown, {{"location", location.str()}, {"tags", tags}});
        anchors_known += status.anchors_known;
        anchors_asked += status.anchors_asked;
        for (const auto& [location, it] : status.unanswered) {
            auto object = error_json(it.error);
            object["location"] = location.str();
            object["optional"] = it.optional;
            add_to(unanswered, std::move(object));
        }
    }
};

}  // namespace

JsonObject status_json(const std::vector<ProductStatus>& editions)
{
    Lists all;
    for (const auto& status : editions) all.add(status);
    return {{"channels", std::move(all.channels)},     {"troubledAnchors", std::move(all.anchors)},
            {"holds", std::move(all.holds)},           {"withdrawn", std::move(all.withdrawn)},
            {"unfinished", std::move(all.unfinished)}, {"incomplete", std::move(all.incomplete)},
            {"unanswered", std::move(all.unanswered)}, {"unknown", std::move(all.unknown)},
            {"anchorsKnown", all.anchors_known},       {"anchorsAsked", all.anchors_asked}};
}

}  // namespace tagwarden
