// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/copy_plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace tagwarden {

std::string_view name_of(PlannedCopy::Step step)
{
    switch (step) {
        case PlannedCopy::Step::content: return "content";
        case PlannedCopy::Step::create: return "create";
        case PlannedCopy::Step::move: return "move";
        case PlannedCopy::Step::present: return "present";
        case PlannedCopy::Step::keep: return "keep";
        case PlannedCopy::Step::attached: return "attached";
    }
    return "";
}

PlannedCopy plan_name(const TagName& tag, const Descriptor& root, const std::optional<Descriptor>& seen, bool overwrite)
{
    using Step = PlannedCopy::Step;
    if (!seen) return {tag, root, std::nullopt, Step::create};
    if (seen->digest == root.digest) return {tag, root, seen->digest, Step::present};
    return {tag, root, seen->digest, overwrite ? Step::move : Step::keep};
}

PlannedCopy plan_attached_name(const TagName& tag, const Descriptor& root, const std::optional<Descriptor>& seen)
{
    auto planned = plan_name(tag, root, seen, true);
    if (planned.step == PlannedCopy::Step::move) planned.step = PlannedCopy::Step::attached;
    return planned;
}

std::size_t CopyPlan::count(PlannedCopy::Step step) const
{
    return static_cast<std::size_t>(std::ranges::count(copies, step, &PlannedCopy::step));
}

std::vector<Descriptor> CopyPlan::roots() const
{
    std::vector<Descriptor> roots;
    std::set<Digest, DigestBefore> listed;
    for (const auto& it : copies) {
        if (it.step == PlannedCopy::Step::keep || it.step == PlannedCopy::Step::attached) continue;
        if (it.step == PlannedCopy::Step::present && !recheck && !lacking.contains(it.root.digest)) continue;
        if (listed.insert(it.root.digest).second) roots.push_back(it.root);
    }
    return roots;
}

Error CopyPlan::refusal(const PlannedCopy& kept) const
{
    return {ErrorKind::refused,
            fmt::format("tag '{}' of {} names {}, not {}, and --no-overwrite leaves it", kept.tag->str(),
                        to.location.str(), kept.before->str(), kept.root.digest.str()),
            "copy it under another tag, or leave --no-overwrite to move it",
            {}};
}

}  // namespace tagwarden
