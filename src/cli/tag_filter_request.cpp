// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/tag_filter_request.h"

namespace tagwarden {

namespace {

Result<std::vector<TagPattern>> patterns(const Arguments& arguments, std::string_view option)
{
    std::vector<TagPattern> all;
    for (const auto& text : arguments.values(option)) {
        auto pattern = TagPattern::parse(text);
        if (!pattern) return during("reading " + std::string(option), pattern.error());
        all.push_back(std::move(*pattern));
    }
    return all;
}

}  // namespace

Result<TagFilter> tag_filter_request(const Arguments& arguments)
{
    auto include = patterns(arguments, "--include");
    if (!include) return fail(include.error());
    auto exclude = patterns(arguments, "--exclude");
    if (!exclude) return fail(exclude.error());
    return TagFilter{std::move(*include), std::move(*exclude)};
}

}  // namespace tagwarden
