// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "render/plan_difference.h"

#include <fmt/format.h>

#include <set>
#include <utility>

namespace tagwarden {

namespace {

std::string text_at(const Json& value, std::string_view key)
{
    const auto* object = value.if_object();
    const auto* member = object == nullptr ? nullptr : object->if_contains(key);
    const auto* text = member == nullptr ? nullptr : member->if_string();
    return text == nullptr ? "" : std::string(text->data(), text->size());
}

/// "sha256:4b083052", of a whole digest.
std::string brief(const std::string& digest)
{
    constexpr std::size_t shown = 15;
    return digest.substr(0, shown);
}

std::string moved(const Json& move)
{
    const auto from = text_at(move, "from");
    return fmt::format("{} {} at {}: {} → {} ({})", text_at(move, "role"), text_at(move, "tag"),
                       text_at(move, "destination"), from.empty() ? "new" : brief(from), brief(text_at(move, "digest")),
                       text_at(move, "version"));
}

std::string carried(const Json& content)
{
    return fmt::format("content {}/{} to {}: {}", text_at(content, "image"), text_at(content, "variant"),
                       text_at(content, "destination"), brief(text_at(content, "digest")));
}

std::string stayed(const Json& stay)
{
    const auto destination = text_at(stay, "destination");
    return fmt::format("channel {}{} stays: {}", text_at(stay, "channel"),
                       destination.empty() ? "" : " at " + destination, text_at(stay, "why"));
}

std::string decided(const Json& decision)
{
    const auto on = text_at(decision, "on");
    return fmt::format("{} {}{}: {}", text_at(decision, "decision"), text_at(decision, "subject"),
                       on.empty() ? "" : " on " + on, text_at(decision, "reason"));
}

/// What a part of a plan is told as, and what it does.
using Line = std::pair<std::string, std::string>;

/// The same without its reason, which may be in other words another time: a soak time ends so long after a release
/// that is not published yet.
std::string deed(Json value)
{
    if (auto* object = value.if_object()) object->erase("why");
    return canonical(value);
}

template <class Take>
void each_in(const JsonObject& plan, std::string_view list, Take take)
{
    const auto* values = plan.if_contains(list);
    if (values == nullptr || !values->is_array()) return;
    for (const auto& value : values->get_array()) take(value);
}

/// A line for each thing of a plan that would happen. Two things that are told alike differ in a digest that is shown
/// in part: so the whole value tells them apart.
std::set<Line> deeds_of(const JsonObject& plan)
{
    std::set<Line> lines;
    const auto add = [&](std::string_view list, auto tell) {
        each_in(plan, list, [&](const Json& value) { lines.emplace(tell(value), deed(value)); });
    };
    add("decisions", decided);
    add("content", carried);
    add("anchors", moved);
    add("channels", moved);
    for (const auto* what : {"operation", "edition", "subject"})
        lines.emplace(fmt::format("{} {}", what, text_at(plan, what)), "");
    return lines;
}

/// Why channels stay in the one plan that move in the other.
std::vector<std::string> stays_instead(const JsonObject& stay_in, const JsonObject& move_in)
{
    std::set<std::string> moving;
    each_in(move_in, "channels", [&](const Json& move) { moving.insert(text_at(move, "channel")); });
    each_in(stay_in, "channels", [&](const Json& move) { moving.erase(text_at(move, "channel")); });
    std::vector<std::string> told;
    each_in(stay_in, "stays", [&](const Json& stay) {
        if (moving.contains(text_at(stay, "channel"))) told.push_back(stayed(stay));
    });
    return told;
}

}  // namespace

std::vector<std::string> plan_difference(const JsonObject& planned, const JsonObject& now)
{
    const auto before = deeds_of(planned);
    const auto after = deeds_of(now);
    std::vector<std::string> difference;
    for (const auto& line : before)
        if (!after.contains(line)) difference.push_back("- " + line.first);
    for (const auto& told : stays_instead(planned, now)) difference.push_back("- " + told);
    for (const auto& line : after)
        if (!before.contains(line)) difference.push_back("+ " + line.first);
    for (const auto& told : stays_instead(now, planned)) difference.push_back("+ " + told);
    return difference;
}

}  // namespace tagwarden
