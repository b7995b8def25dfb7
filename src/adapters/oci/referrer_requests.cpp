// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/oci/referrer_requests.h"

#include <fmt/format.h>

#include <algorithm>

#include "adapters/oci/answer_error.h"
#include "adapters/oci/link_header.h"
#include "adapters/oci/manifest_requests.h"
#include "core/attached_tag.h"

namespace tagwarden {

namespace {

constexpr int most_pages = 100;
/// Writers who merge into one list at once get past each other in so many rounds.
constexpr int merge_attempts = 8;

std::string list_name(const RegistryClient& registry, const Digest& subject)
{
    return fmt::format("the list of what is attached to {} in {}", subject.str(), registry.name());
}

bool is_list(const HttpHeaders& headers)
{
    return headers.find("content-type").value_or("").starts_with(media_type::oci_index);
}

/// Registries that do not know the API say so in these ways. One that knows it may still say that there is no such
/// repository.
bool says_no_api(const HttpResponse& answer)
{
    const auto status = answer.status;
    if (status == 404) return complaint_in(answer.body).code != "NAME_UNKNOWN";
    return status == 400 || status == 405 || status == 501 || (status == 200 && !is_list(answer.headers));
}

/// By the API; nothing where there is none.
Result<std::optional<std::vector<Referrer>>> ask_api(RegistryClient& registry, const Digest& subject)
{
    std::vector<Referrer> all;
    std::optional<std::string> url = registry.url("referrers/" + subject.str());
    for (int page = 0; url && page < most_pages; ++page) {
        const HttpRequest request{"GET", *url, {{"Accept", std::string(media_type::oci_index)}}, {}, nullptr, 0};
        const auto answer = registry.ask_any(request, pulling, max_manifest_size);
        if (!answer) return fail(answer.error());
        const bool first = page == 0;  // later: half of a list is no list
        if (first && says_no_api(*answer)) return std::nullopt;
        if (first && answer->status == 404) return all;
        if (answer->status != 200) return fail(registry.error_of(request, *answer));
        const auto listed = parse_referrers(answer->body, list_name(registry, subject));
        if (!listed) return fail(listed.error());
        all.insert(all.end(), listed->begin(), listed->end());
        auto next = next_page(*url, answer->headers);
        if (!next) return fail(next.error());
        url = std::move(*next);
    }
    if (url) return fail(ErrorKind::malformed, list_name(registry, subject) + " does not end");
    return all;
}

/// The index that the tag names; empty when there is no such tag.
Result<std::string> tagged_list(RegistryClient& registry, const Digest& subject)
{
    const auto named = resolve_tag(registry, referrers_tag(subject));
    if (!named) return fail(named.error());
    if (!*named) return std::string();
    auto list = get_manifest(registry, (*named)->digest);
    if (!list) return fail(list.error());
    return std::move(list->bytes);
}

/// One round of read, merge and write; true when the list had the entry already.
Result<bool> merge_once(RegistryClient& registry, const Attachment& attachment)
{
    const auto before = tagged_list(registry, attachment.subject);
    if (!before) return fail(before.error());
    const auto after = with_referrer(*before, attachment.referrer, list_name(registry, attachment.subject));
    if (!after) return fail(after.error());
    if (*after == *before) return true;
    const auto content = manifest_content(*after);
    if (!content) return fail(content.error());
    const auto changed = [&]() -> Result<bool> {  // then it is read and merged anew
        const auto now = tagged_list(registry, attachment.subject);
        return now ? Result<bool>(*now != *before) : fail(now.error());
    };
    const auto put = put_tag(registry, referrers_tag(attachment.subject), *content, changed);
    if (!put) return fail(put.error());
    return false;
}

/// After a write the next round looks: an entry that another writer lost is put in again.
Result<void> merge(RegistryClient& registry, const Attachment& attachment)
{
    for (int attempt = 0; attempt < merge_attempts; ++attempt) {
        const auto there = merge_once(registry, attachment);
        if (!there) return during("adding to " + list_name(registry, attachment.subject), there.error());
        if (*there) return {};
    }
    return fail(ErrorKind::busy,
                fmt::format("{} is written by others all the time, or does not take an entry",
                            list_name(registry, attachment.subject)),
                "try again");
}

}  // namespace

Result<std::vector<Referrer>> list_referrers(RegistryClient& registry, const Digest& subject)
{
    if (registry.quirks().lists_referrers) {
        auto listed = ask_api(registry, subject);
        if (!listed) return during("reading " + list_name(registry, subject), listed.error());
        if (*listed) return std::move(**listed);
        registry.quirks().lists_referrers = false;
    }
    const auto list = tagged_list(registry, subject);
    if (!list) return during("reading " + list_name(registry, subject), list.error());
    if (list->empty()) return std::vector<Referrer>{};
    return parse_referrers(*list, list_name(registry, subject));
}

Result<void> put_attached(RegistryClient& registry, const ManifestContent& manifest)
{
    const auto attachment = attachment_of(manifest);
    if (!attachment) return fail(attachment.error());
    const auto listed = put_manifest(registry, manifest);
    if (!listed) return fail(listed.error());
    if (!*attachment || *listed) return {};
    return merge(registry, **attachment);
}

}  // namespace tagwarden
