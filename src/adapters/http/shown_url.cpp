// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/http/shown_url.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "adapters/http/url.h"
#include "base/text.h"

namespace tagwarden {

namespace {

/// distribution-spec 1.1: pages of a list, the digest of an upload, and where a blob is to be mounted from.
constexpr std::array<std::string_view, 5> shown_names{"n", "last", "digest", "mount", "from"};

bool is_shown(std::string_view pair)
{
    return std::ranges::find(shown_names, pair.substr(0, pair.find('='))) != shown_names.end();
}

}  // namespace

std::string shown_url(const HttpRequest& request)
{
    const auto url = Url::parse(request.url);
    if (!url) return "(not a URL)";
    std::vector<std::string> pairs;
    if (request.hops == 0)
        for (const auto pair : split(url->query, '&'))
            if (is_shown(pair)) pairs.emplace_back(pair);
    return printable(url->origin() + url->path + (pairs.empty() ? "" : "?" + join(pairs, "&")));
}

}  // namespace tagwarden
