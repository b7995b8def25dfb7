// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/referrers.h"

#include <algorithm>
#include <set>
#include <utility>

#include "base/json.h"
#include "core/descriptor_json.h"

namespace tagwarden {

namespace {

/// Annotations that are no texts break the image-spec; they tell nobody anything here.
std::map<std::string, std::string> annotations_in(const Json& value)
{
    std::map<std::string, std::string> texts;
    const auto* object = value.if_object();
    const auto* annotations = object == nullptr ? nullptr : object->if_contains("annotations");
    if (annotations == nullptr || !annotations->is_object()) return texts;
    for (const auto& pair : annotations->get_object())
        if (const auto* text = pair.value().if_string()) texts.emplace(pair.key(), *text);
    return texts;
}

std::optional<Referrer> read_referrer(JsonReader& list, const Json& value)
{
    const auto where = list.where() + ", an entry";
    auto descriptor = read_descriptor(list, value, where);
    if (!descriptor) return std::nullopt;
    JsonReader entry(value, where);
    Referrer referrer{std::move(*descriptor), entry.text_or("artifactType", ""), annotations_in(value)};
    if (entry.error()) list.wrong(*entry.error());
    return referrer;
}

JsonObject entry_of(const Referrer& referrer)
{
    auto entry = json_of(referrer.descriptor);
    if (!referrer.artifact_type.empty()) entry.emplace("artifactType", referrer.artifact_type);
    if (referrer.annotations.empty()) return entry;
    JsonObject annotations;
    for (const auto& [key, text] : referrer.annotations) annotations.emplace(key, text);
    entry.emplace("annotations", std::move(annotations));
    return entry;
}

Json new_list()
{
    return JsonObject{{"schemaVersion", 2}, {"mediaType", media_type::oci_index}, {"manifests", JsonArray{}}};
}

/// Digest and annotations of all that a manifest lists.
using Listed = std::set<std::pair<std::string, std::map<std::string, std::string>>>;

Result<Listed> listed_in(const ManifestContent& manifest)
{
    const auto what = "manifest " + manifest.descriptor.digest.str();
    const auto json = parse_json(manifest.bytes, what);
    if (!json) return fail(json.error());
    JsonReader reader(*json, what);
    Listed listed;
    for (const auto* key : {"layers", "manifests"})
        for (const auto* value : reader.list_or_empty(key)) {
            const auto descriptor = read_descriptor(reader, *value, what + ", what it lists");
            if (descriptor) listed.emplace(descriptor->digest.str(), annotations_in(*value));
        }
    if (reader.error()) return fail(*reader.error());
    return listed;
}

}  // namespace

Result<std::optional<Attachment>> attachment_of(const ManifestContent& manifest)
{
    const auto read = parse_manifest(manifest.bytes, manifest.descriptor.media_type);
    if (!read) return fail(read.error());
    if (!read->subject) return std::nullopt;
    const auto json = parse_json(manifest.bytes, "a manifest");
    if (!json) return fail(json.error());
    auto type = read->artifact_type;
    if (type.empty() && read->config) type = read->config->media_type;
    return Attachment{read->subject->digest, {manifest.descriptor, std::move(type), annotations_in(*json)}};
}

Result<std::vector<Referrer>> parse_referrers(std::string_view list, std::string_view what)
{
    const auto json = parse_json(list, what);
    if (!json) return fail(json.error());
    JsonReader reader(*json, std::string(what));
    std::vector<Referrer> referrers;
    for (const auto* value : reader.list_or_empty("manifests")) {
        auto referrer = read_referrer(reader, *value);
        if (!referrer) break;
        referrers.push_back(std::move(*referrer));
    }
    if (reader.error()) return fail(*reader.error());
    return referrers;
}

Result<std::string> with_referrer(std::string_view list, const Referrer& referrer, std::string_view what)
{
    if (!list.empty()) {
        const auto listed = parse_referrers(list, what);
        if (!listed) return fail(listed.error());
        if (std::ranges::any_of(
                *listed, [&](const Referrer& one) { return one.descriptor.digest == referrer.descriptor.digest; }))
            return std::string(list);
    }
    auto json = list.empty() ? Result<Json>(new_list()) : parse_json(list, what);
    if (!json) return fail(json.error());
    auto& entries = json->get_object()["manifests"];
    if (!entries.is_array()) entries = JsonArray{};
    entries.get_array().push_back(entry_of(referrer));
    return compact(*json);
}

Result<bool> keeps_all_layers(const ManifestContent& before, const ManifestContent& after)
{
    const auto old_ones = listed_in(before);
    if (!old_ones) return fail(old_ones.error());
    const auto new_ones = listed_in(after);
    if (!new_ones) return fail(new_ones.error());
    return std::ranges::all_of(*old_ones, [&](const auto& one) { return new_ones->contains(one); });
}

}  // namespace tagwarden
