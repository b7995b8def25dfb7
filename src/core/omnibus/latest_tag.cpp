// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/omnibus/latest_tag.h"

#include <algorithm>

#include "core/omnibus/origin.h"
#include "core/omnibus/tag_form.h"

namespace tagwarden::omnibus {

namespace {

/// "15.10." on the branch 15-10-stable; "" where builds are of no line. A merge request is of the line it goes to.
std::string line_of(const OmnibusInputs& inputs)
{
    const auto target = inputs.variable("CI_MERGE_REQUEST_TARGET_BRANCH_NAME");
    auto branch = target.empty() ? branch_name(inputs) : std::string(target);
    if (!is_stable_branch(branch)) return "";
    std::ranges::replace(branch, '-', '.');
    return branch.substr(0, branch.size() - std::string_view("stable").size());
}

std::string first_of_line(const std::vector<std::string>& tags, const std::string& line)
{
    const auto found = std::ranges::find_if(tags, [&](const auto& tag) { return tag.starts_with(line); });
    if (found != tags.end()) return *found;
    return tags.empty() ? "" : tags.front();
}

std::vector<std::string> tags_of_edition(const OmnibusInputs& inputs)
{
    auto tags = highest_first(inputs.all_tags);
    std::erase_if(tags, [name = edition(inputs)](const auto& tag) { return !is_of_edition(tag, name); });
    return tags;
}

}  // namespace

std::string latest_tag(const OmnibusInputs& inputs)
{
    return first_of_line(tags_of_edition(inputs), line_of(inputs));
}

std::string latest_stable_tag(const OmnibusInputs& inputs)
{
    auto tags = tags_of_edition(inputs);
    std::erase_if(tags, [](const auto& tag) { return tag.find("rc") != std::string::npos; });
    return first_of_line(tags, line_of(inputs));
}

}  // namespace tagwarden::omnibus
