// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "render/recover_view.h"

#include <fmt/format.h>

#include "base/text.h"
#include "render/plan_json.h"
#include "render/plan_text.h"

namespace tagwarden {

namespace {

constexpr auto nothing = "nothing to recover: no run was interrupted, and no release is incomplete\n";

std::string name_of(const Recovered& it)
{
    const auto& left = it.left;
    auto what = left.subject.empty() ? left.operation : left.operation + " " + left.subject;
    if (!it.edition.empty()) what += " of edition " + it.edition;
    return fmt::format("{} ({} {} by {})", what, left.interrupted() ? "interrupted, begun" : "incomplete since",
                       format_time(left.since.time), left.since.actor);
}

std::string ending(const Recovered& it)
{
    switch (it.end) {
        case Recovered::End::finished: return "finished; " + moved_text(it.plan);
        case Recovered::End::taken_back:
            return "taken back; " + moved_text(it.plan) + "; incomplete: " + it.error->message;
        case Recovered::End::forgotten: return "taken back; " + moved_text(it.plan) + "; " + it.error->message;
        case Recovered::End::left:
            if (it.plan.changes_nothing()) return "left as it is: " + it.error->message;
            return "taken back where places answer; " + moved_text(it.plan) +
                   "; still unfinished: " + it.error->message;
    }
    return "";
}

std::string intention(const Recovered& it)
{
    switch (it.end) {
        case Recovered::End::finished: return "would be finished";
        case Recovered::End::taken_back:
        case Recovered::End::forgotten: return "would be taken back: " + it.error->message;
        case Recovered::End::left:
            return it.plan.changes_nothing() ? "would be left as it is: " + it.error->message
                                             : "would be taken back where places answer: " + it.error->message;
    }
    return "";
}

JsonObject one_json(const Recovered& it)
{
    JsonArray intents(it.left.intents.begin(), it.left.intents.end());
    JsonObject object{
        {"edition", it.edition},         {"operation", it.left.operation},    {"subject", it.left.subject},
        {"intents", std::move(intents)}, {"end", tagwarden::name_of(it.end)}, {"plan", plan_json(it.plan)}};
    if (it.error) object["why"] = it.error->message;
    return object;
}

}  // namespace

std::string recover_text(const std::vector<Recovered>& all)
{
    if (all.empty()) return nothing;
    std::string text;
    for (const auto& it : all) text += printable(name_of(it) + ": " + ending(it)) + "\n";
    return text;
}

std::string recover_plan_text(const std::vector<Recovered>& all)
{
    if (all.empty()) return nothing;
    std::string text;
    for (const auto& it : all) text += printable(name_of(it) + " " + intention(it)) + "\n" + plan_text(it.plan);
    return text;
}

JsonObject recover_json(const std::vector<Recovered>& all, bool dry_run, bool changed,
                        const std::vector<std::string>& warnings)
{
    JsonArray recovered;
    for (const auto& it : all) recovered.emplace_back(one_json(it));
    return {{"changed", changed},
            {"dryRun", dry_run},
            {"recovered", std::move(recovered)},
            {"warnings", JsonArray(warnings.begin(), warnings.end())}};
}

}  // namespace tagwarden
