// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "render/plan_difference.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>

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

/// A line for each thing of a plan that would happen, or would not. Two things that are told alike differ in a digest
/// that is shown in part: so the whole value tells them apart.
std::set<std::pair<std::string, std::string>> lines_of(const JsonObject& plan)
{
    std::set<std::pair<std::string, std::string>> lines;
    const auto add = [&](std::string_view list, auto tell) {
        const auto* values = plan.if_contains(list);
        if (values == nullptr || !values->is_array()) return;
        for (const auto& value : values->get_array()) lines.emplace(tell(value), canonical(value));
    };
    add("decisions", decided);
    add("content", carried);
    add("anchors", moved);
    add("channels", moved);
    add("stays", stayed);
    for (const auto* what : {"operation", "edition", "subject"})
        lines.emplace(fmt::format("{} {}", what, text_at(plan, what)), "");
    return lines;
}

}  // namespace

std::vector<std::string> plan_difference(const JsonObject& planned, const JsonObject& now)
{
    const auto before = lines_of(planned);
    const auto after = lines_of(now);
    std::vector<std::string> difference;
    for (const auto& line : before)
        if (!after.contains(line)) difference.push_back("- " + line.first);
    for (const auto& line : after)
        if (!before.contains(line)) difference.push_back("+ " + line.first);
    return difference;
}

}  // namespace tagwarden
