// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "render/copy_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "base/text.h"
#include "render/amounts.h"
#include "render/columns.h"
#include "render/error_view.h"

namespace tagwarden {

namespace {

using Step = PlannedCopy::Step;

std::string change(const PlannedCopy& copy)
{
    switch (copy.step) {
        case Step::content: return "no tag: none was named";
        case Step::create: return "new";
        case Step::move: return "moved from " + copy.before->str();
        case Step::present: return "right already";
        case Step::keep: return "left on " + copy.before->str();
        case Step::attached: return "goes with what it is attached to; now " + copy.before->str();
    }
    return "";
}

/// The row of a copy; none for what is only counted. What was left to others and did not change says nothing new.
void add_row(const CopyPlan& plan, const PlannedCopy& copy, Columns& columns)
{
    if (copy.step == Step::present && plan.whole_repository) return;
    if (copy.step == Step::attached && copy.root.digest == copy.before) return;
    columns.add({copy.tag ? copy.tag->str() : "-", copy.root.digest.str(), change(copy)});
}

std::string platform_text(const CopyPlan& plan)
{
    const auto taken_out = [](const PlannedCopy& copy) { return copy.index.has_value(); };
    const auto found = std::ranges::find_if(plan.copies, taken_out);
    if (found == plan.copies.end()) return "";
    const auto platform = plan.platform->str();
    return plan.whole_repository
               ? fmt::format("only {} of each index: images with digests of their own\n", platform)
               : fmt::format("only {} of {}: an image with a digest of its own\n", platform, found->index->str());
}

std::string between(const CopyPlan& plan)
{
    return fmt::format("{} to {}", plan.from.str(), plan.to.str());
}

void count_into(std::vector<std::string>& parts, std::size_t count, std::string_view what)
{
    if (count > 0) parts.push_back(fmt::format("{} {}", count_text(count, "tag"), what));
}

/// What is true of the tags that are not set, in a plan as in a report.
void count_others(const CopyPlan& plan, std::vector<std::string>& parts)
{
    count_into(parts, plan.count(Step::present), "right already");
    count_into(parts, plan.count(Step::keep), "left for --no-overwrite");
    count_into(parts, plan.count(Step::attached), "left as attached content of the destination");
    count_into(parts, plan.unread.size(),
               plan.platform ? fmt::format("unreadable or without {}", plan.platform->str()) : "unreadable");
    count_into(parts, plan.gone.size(), "gone since the source listed them");
    if (plan.count(Step::content) > 0) parts.emplace_back("no tag set");
}

/// Then blobs may be taken over that are counted as to be sent.
bool within_one_registry(const CopyPlan& plan)
{
    const auto& from = plan.from.location;
    const auto& to = plan.to.location;
    return from.kind() == LocationKind::registry && to.kind() == LocationKind::registry && from.host() == to.host();
}

JsonObject plan_object(const CopyReport& report)
{
    const auto& plan = report.plan;
    JsonArray gone;
    for (const auto& tag : plan.gone) gone.emplace_back(tag.str());
    JsonObject object{{"from", plan.from.str()}, {"to", plan.to.str()}, {"gone", std::move(gone)}};
    if (plan.platform) object["platform"] = plan.platform->str();
    if (!plan.whole_repository && !plan.copies.empty() && plan.copies.front().index)
        object["index"] = plan.copies.front().index->str();
    if (report.error) object["error"] = error_json(*report.error);
    return object;
}

JsonObject copy_object(const PlannedCopy& copy)
{
    JsonObject object{{"tag", nullptr},
                      {"digest", copy.root.digest.str()},
                      {"mediaType", copy.root.media_type},
                      {"before", nullptr},
                      {"step", name_of(copy.step)}};
    if (copy.tag) object["tag"] = copy.tag->str();
    if (copy.before) object["before"] = copy.before->str();
    if (copy.index) object["index"] = copy.index->str();
    return object;
}

JsonObject unread_object(const UnreadTag& it)
{
    return {{"tag", it.tag.str()},  {"digest", nullptr}, {"mediaType", nullptr},         {"before", nullptr},
            {"step", "unreadable"}, {"done", false},     {"error", error_json(it.error)}};
}

/// `where` is " to" a destination, if there are several.
std::string not_copied(const std::string& tag, const std::string& where, const Error& error)
{
    return fmt::format("tag '{}' is not copied{}: {}", tag, where, error.message);
}

std::string content_text(const CopyReport& report)
{
    const auto& it = report.content;
    const auto blobs = [](std::int64_t count) { return count_text(static_cast<std::size_t>(count), "blob"); };
    const auto mounted =
        it.blobs_mounted == 0 ? std::string() : fmt::format(", {} taken over within the registry", it.blobs_mounted);
    const auto present =
        it.blobs_present == 0 ? std::string() : fmt::format(", {} there already", blobs(it.blobs_present));
    if (it.blobs_copied == 0) return fmt::format("nothing sent{}{}, {}", mounted, present, length_text(report.took));
    return fmt::format("{} sent, {} in {} ({}){}, {} there already", blobs(it.blobs_copied), size_text(it.bytes_copied),
                       length_text(report.took), rate_text(it.bytes_copied, report.took), mounted, it.blobs_present);
}

/// What a section begins with, where there are several.
std::string title(const CopyPlan& plan, std::size_t sections)
{
    return sections > 1 ? plan.to.str() + ":\n" : "";
}

std::string plan_section(const CopyPlan& plan)
{
    Columns columns;
    for (const auto& copy : plan.copies) add_row(plan, copy, columns);
    std::vector<std::string> parts;
    count_into(parts, plan.count(Step::create) + plan.count(Step::move), "to set");
    count_others(plan, parts);
    const auto& size = plan.size;
    const auto bytes = size ? fmt::format("{}, {} to send", count_text(size->blobs, "blob"), size_text(size->bytes))
                            : fmt::format("the size of {} was not asked for", count_text(plan.roots().size(), "image"));
    const std::string_view less = size && within_one_registry(plan) ? ", less what the registry takes over" : "";
    return columns.str() + fmt::format("would copy {}: {}; {}{}\n", between(plan), join(parts, ", "), bytes, less);
}

JsonObject plan_json(const CopyReport& foreseen)
{
    const auto& plan = foreseen.plan;
    auto object = plan_object(foreseen);
    JsonArray tags;
    for (const auto& copy : plan.copies) tags.emplace_back(copy_object(copy));
    for (const auto& it : plan.unread) tags.emplace_back(unread_object(it));
    object["tags"] = std::move(tags);
    object["dryRun"] = true;
    object["changed"] = false;
    object["toSend"] = nullptr;
    if (const auto& size = plan.size)
        object["toSend"] = JsonObject{
            {"blobs", size->blobs}, {"bytes", size->bytes}, {"someMayBeTakenOver", within_one_registry(plan)}};
    return object;
}

std::string report_section(const CopyReport& report)
{
    const auto& plan = report.plan;
    Columns columns;
    for (std::size_t i = 0; i < plan.copies.size(); ++i)
        if (report.done[i]) add_row(plan, plan.copies[i], columns);
    std::vector<std::string> parts;
    const auto set = report.count_done(Step::create) + report.count_done(Step::move);
    count_into(parts, set, "set");
    count_into(parts, plan.count(Step::create) + plan.count(Step::move) - set, "not set");
    count_others(plan, parts);
    if (const auto count = report.content.warnings.size(); count > 0) parts.push_back(count_text(count, "warning"));
    return columns.str() + fmt::format("copied {}: {}; {}\n", between(plan), join(parts, ", "), content_text(report));
}

JsonObject report_json(const CopyReport& report)
{
    const auto& plan = report.plan;
    auto object = plan_object(report);
    JsonArray tags;
    for (std::size_t i = 0; i < plan.copies.size(); ++i) {
        auto copy = copy_object(plan.copies[i]);
        copy["done"] = static_cast<bool>(report.done[i]);
        if (const auto failed = report.failures.find(i); failed != report.failures.end())
            copy["error"] = error_json(failed->second);
        tags.emplace_back(std::move(copy));
    }
    for (const auto& it : plan.unread) tags.emplace_back(unread_object(it));
    object["tags"] = std::move(tags);
    object["dryRun"] = false;
    object["changed"] = report.content.blobs_copied > 0 || report.content.manifests_copied > 0 ||
                        report.count_done(Step::create) > 0 || report.count_done(Step::move) > 0;
    object["warnings"] = JsonArray(report.content.warnings.begin(), report.content.warnings.end());
    object["sent"] = JsonObject{{"blobs", report.content.blobs_copied},
                                {"bytes", report.content.bytes_copied},
                                {"blobsTakenOver", report.content.blobs_mounted},
                                {"blobsThereAlready", report.content.blobs_present},
                                {"milliseconds", report.took.count()}};
    return object;
}

/// What is true of them all, with each of them.
JsonObject whole_json(const std::vector<JsonObject>& destinations)
{
    const auto& first = destinations.front();
    JsonObject whole{{"from", first.at("from")}, {"dryRun", first.at("dryRun")}};
    whole["changed"] = std::ranges::any_of(destinations, [](const auto& it) { return it.at("changed").as_bool(); });
    if (destinations.size() == 1) whole = first;
    whole["destinations"] = JsonArray(destinations.begin(), destinations.end());
    return whole;
}

std::vector<std::string> failure_lines(const CopyReport& report, const std::string& where)
{
    constexpr std::size_t most = 20;
    const auto& plan = report.plan;
    if (const auto& it = plan.problem) {
        const auto hint = it->hint.empty() ? std::string() : fmt::format(" ({})", it->hint);
        return {fmt::format("nothing is copied{}: {}{}", where, it->message, hint)};
    }
    std::vector<std::string> lines;
    for (const auto& it : plan.unread) lines.push_back(not_copied(it.tag.str(), where, it.error));
    for (const auto& [i, error] : report.failures) {
        const auto& copy = plan.copies[i];
        lines.push_back(not_copied(copy.tag ? copy.tag->str() : copy.root.digest.str(), where, error));
    }
    if (lines.size() <= most) return lines;
    const auto more = lines.size() - most;
    lines.resize(most);
    lines.push_back(fmt::format("{} more are not copied{}: --json names them all", count_text(more, "tag"), where));
    return lines;
}

}  // namespace

std::string copy_plan_text(std::span<const CopyReport> foreseen)
{
    std::string text;
    for (const auto& it : foreseen)
        if (!it.plan.problem) text += title(it.plan, foreseen.size()) + platform_text(it.plan) + plan_section(it.plan);
    return text;
}

JsonObject copy_plan_json(std::span<const CopyReport> foreseen)
{
    std::vector<JsonObject> destinations;
    for (const auto& it : foreseen) destinations.push_back(plan_json(it));
    return whole_json(destinations);
}

std::string copy_report_text(std::span<const CopyReport> reports)
{
    std::string text;
    for (const auto& it : reports)
        if (it.did_something()) text += title(it.plan, reports.size()) + platform_text(it.plan) + report_section(it);
    return text;
}

std::vector<std::string> copy_failure_lines(std::span<const CopyReport> reports)
{
    std::vector<std::string> lines;
    for (const auto& it : reports)
        std::ranges::move(failure_lines(it, reports.size() > 1 ? " to " + it.plan.to.str() : ""),
                          std::back_inserter(lines));
    return lines;
}

JsonObject copy_report_json(std::span<const CopyReport> reports)
{
    std::vector<JsonObject> destinations;
    for (const auto& it : reports) destinations.push_back(report_json(it));
    return whole_json(destinations);
}

}  // namespace tagwarden
