// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "render/plan_text.h"

#include <algorithm>
#include <vector>

#include "base/text.h"
#include "render/columns.h"

namespace tagwarden {

namespace {

std::string before(const PlannedMove& move)
{
    if (!move.move.from) return "new";
    return move.from_version.empty() ? move.move.from->brief() : move.from_version;
}

std::string change(const PlannedMove& move)
{
    if (!move.puts()) return "is " + move.version + " already, only recorded";
    return before(move) + " → " + move.version;
}

std::vector<std::vector<std::string>> rows_of(const Plan& plan)
{
    std::vector<std::vector<std::string>> rows;
    for (const auto& it : plan.decisions)
        rows.push_back({it.decision, it.subject, "", it.on.empty() ? "" : "on " + it.on, ""});
    for (const auto& it : plan.content)
        rows.push_back({"content", it.part.str(), it.destination, it.version, it.root.digest.brief()});
    for (const auto* moves : {&plan.anchors, &plan.channels})
        for (const auto& it : *moves)
            rows.push_back({std::string(name_of(it.role)), it.move.tag.str(), it.destination, change(it), it.why});
    for (const auto& it : plan.stays)
        rows.push_back({it.stranded ? "stranded" : "stays", it.tag.empty() ? it.channel : it.tag, it.destination,
                        it.on.empty() ? "—" : it.on, it.why});
    return rows;
}

}  // namespace

std::string plan_text(const Plan& plan)
{
    Columns columns;
    constexpr std::size_t destination = 2;
    for (auto& row : merge_rows(rows_of(plan), destination)) columns.add(std::move(row));
    return columns.str();
}

std::string headline(const Plan& plan)
{
    auto text = plan.operation;
    if (!plan.subject.empty()) text += " " + plan.subject;
    return plan.edition.empty() ? text : text + " of edition " + plan.edition;
}

std::string moved_text(const Plan& plan)
{
    std::vector<std::vector<std::string>> moved;
    for (const auto& it : plan.channels) {
        std::vector row{it.move.tag.str(), it.version};
        if (it.puts() && std::ranges::find(moved, row) == moved.end()) moved.push_back(std::move(row));
    }
    std::vector<std::string> parts;
    for (const auto& row : merge_rows(moved, 0)) parts.push_back(row[0] + " to " + row[1]);
    return parts.empty() ? "no channel moved" : "moved " + join(parts, "; ");
}

std::string became_text(const Plan& plan)
{
    return headline(plan) + ": " + moved_text(plan) + "\n";
}

}  // namespace tagwarden
