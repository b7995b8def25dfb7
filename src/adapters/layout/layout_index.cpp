// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/layout/layout_index.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "core/attached_tag.h"
#include "core/descriptor_json.h"
#include "core/manifest.h"

namespace tagwarden {

namespace {

constexpr std::string_view ref_name = "org.opencontainers.image.ref.name";

std::string name_in(const Json& entry)
{
    const auto* annotations = entry.is_object() ? entry.get_object().if_contains("annotations") : nullptr;
    const auto* found =
        annotations != nullptr && annotations->is_object() ? annotations->get_object().if_contains(ref_name) : nullptr;
    return found != nullptr && found->is_string() ? std::string(found->get_string()) : "";
}

Json entry_of(const TagName& tag, const Descriptor& to)
{
    auto entry = json_of(to);
    entry.emplace("annotations", JsonObject{{ref_name, tag.str()}});
    return entry;
}

}  // namespace

LayoutIndex::LayoutIndex()
    : document_(JsonObject{{"schemaVersion", 2}, {"mediaType", media_type::oci_index}, {"manifests", JsonArray{}}})
{
}

Result<LayoutIndex> LayoutIndex::parse(std::string_view text, std::string_view name)
{
    const auto where = fmt::format("index.json of {}", name);
    auto json = parse_json(text, where);
    if (!json) return fail(json.error());
    LayoutIndex index;
    JsonReader reader(*json, where);
    for (const auto* entry : reader.list_or_empty("manifests"))
        if (const auto read = index.read_entry(*entry, where); !read) return fail(read.error());
    if (reader.error()) return fail(*reader.error());
    index.document_ = std::move(*json);
    return index;
}

Result<void> LayoutIndex::read_entry(const Json& value, std::string_view where)
{
    JsonReader entry(value, fmt::format("an entry of {}", where));
    auto media = entry.text("mediaType");
    const auto digest = Digest::parse(entry.text("digest"));
    const auto size = entry.number("size");
    if (entry.error()) return fail(*entry.error());
    if (!digest) return during("reading " + entry.where(), digest.error());
    entries_.push_back({std::move(media), *digest, size});
    const auto tag = TagName::parse(name_in(value));
    if (!tag) return {};
    if (!tags_.emplace(*tag, entries_.back()).second)
        return fail(ErrorKind::malformed, fmt::format("{} has more than one entry for tag '{}'", where, tag->str()),
                    "remove the one that is not meant");
    return {};
}

std::vector<Descriptor> LayoutIndex::images() const
{
    std::set<Digest, DigestBefore> seen;
    for (const auto& [tag, named] : tags_)
        if (names_attached(tag)) seen.insert(named.digest);
    std::vector<Descriptor> found;
    for (const auto& entry : entries_)
        if (is_manifest(entry.media_type) && seen.insert(entry.digest).second) found.push_back(entry);
    return found;
}

void LayoutIndex::set(const TagName& tag, const Descriptor& to)
{
    auto& manifests = document_.as_object()["manifests"];
    if (!manifests.is_array()) manifests = JsonArray{};
    auto& list = manifests.get_array();
    const auto old = std::ranges::find_if(list, [&](const Json& entry) { return name_in(entry) == tag.str(); });
    if (old == list.end())
        list.push_back(entry_of(tag, to));
    else
        *old = entry_of(tag, to);
    tags_.insert_or_assign(tag, to);
}

std::string LayoutIndex::str() const
{
    return compact(document_);
}

}  // namespace tagwarden
