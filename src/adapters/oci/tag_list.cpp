// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/oci/tag_list.h"

#include <fmt/format.h>

#include <optional>
#include <set>
#include <string>

#include "adapters/oci/answer_error.h"
#include "adapters/oci/link_header.h"
#include "base/json.h"

namespace tagwarden {

namespace {

constexpr int most_pages = 10'000;
// What ECR allows at most; others give less at once, or all.
constexpr std::size_t page_size = 1000;
// Registries that ignore `n` give all tags in one answer.
constexpr std::size_t largest_page = 64 * 1024 * 1024;

/// 404 means no repository only when it is a registry that says so: a web server of another kind must not
/// pass for an empty repository. NOT_FOUND is Harbor's word.
bool says_no_repository(const HttpResponse& answer)
{
    const auto code = complaint_in(answer.body).code;
    return answer.status == 404 && (code == "NAME_UNKNOWN" || code == "NOT_FOUND");
}

Result<std::vector<TagName>> tags_in(const std::string& body, const std::string& repository)
{
    const auto json = parse_json(body, "the tag list of " + repository);
    if (!json) return fail(json.error());
    JsonReader reader(*json, "the tag list of " + repository);
    std::vector<TagName> tags;
    for (const auto& text : reader.texts_or_empty("tags")) {
        auto tag = TagName::parse(text);
        if (!tag)
            return during("reading the tag list of " + repository,
                          Error{ErrorKind::malformed, tag.error().message, {}, {}});
        tags.push_back(std::move(*tag));
    }
    if (reader.error()) return fail(*reader.error());
    return tags;
}

/// One page: its tags, and where the next one is.
struct Page {
    std::vector<TagName> tags;
    std::optional<std::string> next;
    bool guessed = false;  ///< the registry did not say that there is a next one
};

/// A full page without a Link may be the last one, or of a registry that wants to be asked with `last`
/// (distribution-spec 1.1, "Listing Tags"), or of one that ignores `n`.
void guess_next(RegistryClient& registry, Page& page)
{
    if (page.next || page.tags.size() != page_size) return;
    page.next = registry.url(fmt::format("tags/list?n={}&last={}", page_size, page.tags.back().str()));
    page.guessed = true;
}

Result<Page> read_page(RegistryClient& registry, const std::string& url, bool first)
{
    const HttpRequest request{"GET", url, {}, {}, nullptr, 0};
    const auto answer = registry.ask(request, pulling, largest_page);
    if (!answer) return fail(answer.error());
    if (first && says_no_repository(*answer)) return Page{};  // later: half of a list is no list
    if (answer->status == 404) return fail(registry.error_of(request, *answer));
    auto tags = tags_in(answer->body, registry.name());
    if (!tags) return fail(tags.error());
    auto next = next_page(url, answer->headers);
    if (!next) return during("listing the tags of " + registry.name(), next.error());
    Page page{std::move(*tags), std::move(*next)};
    guess_next(registry, page);
    return page;
}

}  // namespace

Result<std::vector<TagName>> list_tags(RegistryClient& registry)
{
    std::set<TagName> tags;
    std::set<std::string> read;
    bool guessed = false;
    for (std::optional<std::string> url = registry.url(fmt::format("tags/list?n={}", page_size)); url;) {
        if (!read.insert(*url).second)
            return fail(ErrorKind::malformed,
                        fmt::format("page {} of the tag list of {} leads to one that was read before", read.size(),
                                    registry.name()));
        if (read.size() > most_pages)
            return fail(ErrorKind::malformed,
                        fmt::format("the tag list of {} has more than {} pages", registry.name(), most_pages));
        auto page = read_page(registry, *url, read.size() == 1);
        if (!page) return fail(page.error());
        const auto known = tags.size();
        tags.insert(page->tags.begin(), page->tags.end());
        if (guessed && tags.size() == known) break;
        if (page->next && !page->tags.empty() && tags.size() == known)
            return fail(ErrorKind::malformed,
                        fmt::format("page {} of the tag list of {} has only tags of earlier pages", read.size(),
                                    registry.name()));
        guessed = page->guessed;
        url = std::move(page->next);
    }
    return std::vector<TagName>(tags.begin(), tags.end());
}

}  // namespace tagwarden
