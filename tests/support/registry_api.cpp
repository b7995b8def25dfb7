// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/registry_api.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/json.h"
#include "core/digest.h"
#include "core/tag_name.h"

namespace tagwarden::tests {

namespace {

constexpr std::size_t largest_manifest = std::size_t{4} * 1024 * 1024;

std::size_t number_in(std::string_view text, std::size_t otherwise)
{
    std::size_t value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    return read.ec == std::errc{} ? value : otherwise;
}

bool is_digest(const std::string& reference)
{
    return Digest::parse(reference).has_value();
}

/// One request, what it is asked of, and how.
class Answering {
public:
    Answering(const RegistryRequest& request, RegistryStore& store, const RegistryBehaviour& behaviour,
              const std::string& origin)
        : request_(request), store_(store), behaviour_(behaviour), origin_(origin)
    {
    }

    RegistryAnswer answer()
    {
        switch (request_.kind) {
            case RequestKind::ping: return {200, {{"Content-Type", "application/json"}}, "{}"};
            case RequestKind::list_tags: return list_tags();
            case RequestKind::manifest_head:
            case RequestKind::manifest_get: return manifest();
            case RequestKind::manifest_put: return put_manifest();
            case RequestKind::manifest_delete: return delete_manifest();
            case RequestKind::blob_head:
            case RequestKind::blob_get: return blob();
            case RequestKind::blob_delete: return delete_blob();
            case RequestKind::upload_post:
            case RequestKind::mount_post: return begin_upload();
            case RequestKind::upload_patch:
            case RequestKind::upload_status:
            case RequestKind::upload_put:
            case RequestKind::upload_delete: return upload();
            case RequestKind::referrers: return referrers();
            case RequestKind::token:
            case RequestKind::unknown: break;
        }
        return complaint(404, "UNSUPPORTED", "there is nothing of this name");
    }

private:
    const StoredRepository* repository() const
    {
        const auto found = store_.repositories.find(request_.repository);
        return found == store_.repositories.end() ? nullptr : &found->second;
    }

    std::string link(const std::string& path) const { return (behaviour_.absolute_links ? origin_ : "") + path; }

    RegistryAnswer list_tags() const
    {
        const auto* there = repository();
        if (there == nullptr) return complaint(404, "NAME_UNKNOWN", "repository name not known to registry");
        const auto size = std::min(behaviour_.page_size, number_in(request_.pair("n"), behaviour_.page_size));
        const auto from = request_.pair("last");
        auto tag = from.empty() ? there->tags.begin() : there->tags.upper_bound(from);
        JsonArray page;
        for (; tag != there->tags.end() && page.size() < size; ++tag) page.emplace_back(tag->first);
        RegistryAnswer answer{200, {{"Content-Type", "application/json"}}, {}};
        if (tag != there->tags.end() && !page.empty()) {
            const auto next =
                link(fmt::format("/v2/{}/tags/list?last={}&n={}", request_.repository, std::prev(tag)->first, size));
            answer.set("Link", "<" + next + R"(>; rel="next")");
        }
        answer.body = compact(JsonObject{{"name", request_.repository}, {"tags", page}});
        return answer;
    }

    /// The digest that a reference means; "" when there is no such tag.
    std::string meant() const
    {
        if (is_digest(request_.reference)) return request_.reference;
        const auto* there = repository();
        if (there == nullptr) return "";
        const auto tag = there->tags.find(request_.reference);
        return tag == there->tags.end() ? "" : tag->second;
    }

    RegistryAnswer manifest() const
    {
        const auto* there = repository();
        const auto digest = meant();
        if (there == nullptr || !there->manifests.contains(digest))
            return complaint(404, "MANIFEST_UNKNOWN", "manifest unknown");
        const auto& [media_type, bytes] = there->manifests.at(digest);
        return {200, {{"Content-Type", media_type}, {"Docker-Content-Digest", digest}}, bytes};
    }

    RegistryAnswer put_manifest()
    {
        const auto& bytes = request_.body;
        const auto media_type = request_.header("content-type");
        const bool by_digest = is_digest(request_.reference);
        if (bytes.size() > largest_manifest) return complaint(413, "MANIFEST_INVALID", "the manifest is too large");
        if (!by_digest && !TagName::parse(request_.reference))
            return complaint(400, "TAG_INVALID", "this is no name for a tag");
        if (by_digest && !has_digest(bytes, request_.reference))
            return complaint(400, "DIGEST_INVALID", "provided digest did not match uploaded content");
        const auto manifest = parse_manifest(bytes, media_type);
        if (!manifest) return complaint(400, "MANIFEST_INVALID", manifest.error().message);
        auto& there = store_.repositories[request_.repository];
        const auto missing = missing_for(there, bytes, media_type);
        if (behaviour_.checks_references && !missing.empty())
            return complaint(400, "MANIFEST_BLOB_UNKNOWN", missing.front() + " is unknown to registry");

        const auto digest = by_digest ? request_.reference : Digest::of(bytes).str();
        there.manifests[digest] = {media_type, bytes};
        if (!by_digest) there.tags[request_.reference] = digest;
        return stored(digest, bytes);
    }

    RegistryAnswer stored(const std::string& digest, const std::string& bytes) const
    {
        RegistryAnswer answer{201,
                              {{"Location", link(fmt::format("/v2/{}/manifests/{}", request_.repository, digest))},
                               {"Docker-Content-Digest", digest}},
                              {}};
        if (const auto subject = subject_of(bytes); behaviour_.has_referrers && !subject.empty())
            answer.set("OCI-Subject", subject);
        return answer;
    }

    static std::string subject_of(const std::string& bytes)
    {
        const auto json = parse_json(bytes, "a manifest");
        if (!json) return "";
        JsonReader reader(*json, "a manifest");
        const auto* subject = reader.member("subject");
        return subject == nullptr ? "" : JsonReader(*subject, "a subject").text_or("digest", "");
    }

    RegistryAnswer delete_manifest()
    {
        const auto digest = meant();
        const auto there = store_.repositories.find(request_.repository);
        if (there == store_.repositories.end() || !there->second.manifests.contains(digest))
            return complaint(404, "MANIFEST_UNKNOWN", "manifest unknown");
        auto& tags = there->second.tags;
        if (!is_digest(request_.reference)) {
            tags.erase(request_.reference);
        } else {
            there->second.manifests.erase(digest);
            std::erase_if(tags, [&](const auto& tag) { return tag.second == digest; });
        }
        return {202};
    }

    RegistryAnswer blob() const
    {
        const auto* there = repository();
        if (there == nullptr || !there->blobs.contains(request_.reference))
            return complaint(404, "BLOB_UNKNOWN", "blob unknown to registry");
        RegistryAnswer answer{200,
                              {{"Content-Type", "application/octet-stream"},
                               {"Docker-Content-Digest", request_.reference},
                               {"Accept-Ranges", "bytes"}},
                              *there->blobs.at(request_.reference)};
        return request_.header("range").empty() ? answer : part_of(std::move(answer));
    }

    /// RFC 9110, 14: one range of bytes, with or without its end.
    RegistryAnswer part_of(RegistryAnswer answer) const
    {
        const auto range = request_.header("range").substr(std::string_view("bytes=").size());
        const auto size = answer.body.size();
        const auto first = number_in(range, size);
        const auto last = std::min(number_in(std::string_view(range).substr(range.find('-') + 1), size - 1), size - 1);
        if (first >= size || first > last) return {416, {{"Content-Range", fmt::format("bytes */{}", size)}}, {}};
        answer.status = 206;
        answer.set("Content-Range", fmt::format("bytes {}-{}/{}", first, last, size));
        answer.body = answer.body.substr(first, last - first + 1);
        return answer;
    }

    RegistryAnswer delete_blob()
    {
        const auto there = store_.repositories.find(request_.repository);
        if (there == store_.repositories.end() || there->second.blobs.erase(request_.reference) == 0)
            return complaint(404, "BLOB_UNKNOWN", "blob unknown to registry");
        return {202};
    }

    RegistryAnswer blob_created(const std::string& digest) const
    {
        return {201,
                {{"Location", link(fmt::format("/v2/{}/blobs/{}", request_.repository, digest))},
                 {"Docker-Content-Digest", digest}},
                {}};
    }

    /// The blob in the repository that `from` names, or, where that is the registry's choice, in any.
    std::shared_ptr<const std::string> elsewhere(const std::string& digest) const
    {
        const auto from = request_.pair("from");
        const bool allowed = from.empty() ? behaviour_.mounts_without_from : behaviour_.mounts;
        if (digest.empty() || !allowed) return nullptr;
        for (const auto& [name, other] : store_.repositories)
            if ((from.empty() || name == from) && other.blobs.contains(digest)) return other.blobs.at(digest);
        return nullptr;
    }

    RegistryAnswer begin_upload()
    {
        const auto mount = request_.pair("mount");
        if (const auto bytes = elsewhere(mount)) {
            store_.repositories[request_.repository].blobs[mount] = bytes;
            return blob_created(mount);
        }
        if (const auto digest = request_.pair("digest"); !digest.empty()) return store(digest, request_.body);
        const auto id = fmt::format("upload-{}", ++store_.uploads_begun);
        store_.uploads[id] = {request_.repository, {}, 0};
        auto answer = session_answer(202, id, store_.uploads[id]);
        if (!behaviour_.smallest_chunk.empty()) answer.set("OCI-Chunk-Min-Length", behaviour_.smallest_chunk);
        return answer;
    }

    RegistryAnswer session_answer(int status, const std::string& id, StoredUpload& session) const
    {
        ++session.state;
        const auto place =
            link(fmt::format("/v2/{}/blobs/uploads/{}?_state={}", session.repository, id, session.state));
        // Docker's registry says "0-0" of none.
        const auto range = fmt::format("0-{}", session.bytes.empty() ? 0 : session.bytes.size() - 1);
        return {status, {{"Location", place}, {"Range", range}, {"Docker-Upload-UUID", id}}, {}};
    }

    RegistryAnswer upload()
    {
        const auto found = store_.uploads.find(request_.reference);
        if (found == store_.uploads.end() || found->second.repository != request_.repository)
            return complaint(404, "BLOB_UPLOAD_UNKNOWN", "blob upload unknown to registry");
        auto& [id, session] = *found;
        if (request_.kind == RequestKind::upload_status) return session_answer(204, id, session);
        if (request_.kind == RequestKind::upload_delete) {
            store_.uploads.erase(found);
            return {204};
        }
        if (!goes_on(session)) return session_answer(416, id, session);
        session.bytes += request_.body;
        if (request_.kind == RequestKind::upload_patch) return session_answer(202, id, session);
        const auto bytes = std::move(session.bytes);
        store_.uploads.erase(found);
        return store(request_.pair("digest"), bytes);
    }

    /// A chunk says where it begins ("Pushing a blob in chunks"); a streamed body says nothing and is added.
    bool goes_on(const StoredUpload& session) const
    {
        const auto range = request_.header("content-range");
        if (range.empty()) return true;
        const auto last = number_in(std::string_view(range).substr(range.find('-') + 1), 0);
        return number_in(range, session.bytes.size() + 1) == session.bytes.size() &&
               last + 1 == session.bytes.size() + request_.body.size();
    }

    RegistryAnswer store(const std::string& digest, const std::string& bytes)
    {
        if (!has_digest(bytes, digest))
            return complaint(400, "DIGEST_INVALID", "provided digest did not match uploaded content");
        store_.repositories[request_.repository].blobs[digest] = std::make_shared<const std::string>(bytes);
        return blob_created(digest);
    }

    /// distribution-spec 1.1, "Listing Referrers".
    RegistryAnswer referrers() const
    {
        if (!behaviour_.has_referrers) return complaint(404, "UNSUPPORTED", "the operation is unsupported");
        if (!is_digest(request_.reference)) return complaint(400, "DIGEST_INVALID", "this is no digest");
        const auto wanted = request_.pair("artifactType");
        JsonArray entries;
        const StoredRepository nothing;
        const auto* there = repository();
        for (const auto& [digest, manifest] : (there == nullptr ? nothing : *there).manifests)
            if (subject_of(manifest.bytes) == request_.reference) add_referrer(entries, digest, manifest, wanted);
        RegistryAnswer answer{200, {{"Content-Type", std::string(media_type::oci_index)}}, {}};
        if (!wanted.empty()) answer.set("OCI-Filters-Applied", "artifactType");
        answer.body =
            compact(JsonObject{{"schemaVersion", 2}, {"mediaType", media_type::oci_index}, {"manifests", entries}});
        return answer;
    }

    static void add_referrer(JsonArray& entries, const std::string& digest, const StoredManifest& manifest,
                             const std::string& wanted)
    {
        const auto json = parse_json(manifest.bytes, "a manifest");
        JsonReader reader(*json, "a manifest");
        const auto* config = reader.member("config");
        const auto of_config = config == nullptr ? "" : JsonReader(*config, "a config").text_or("mediaType", "");
        const auto type = reader.text_or("artifactType", of_config);
        if (!wanted.empty() && type != wanted) return;
        JsonObject entry{{"mediaType", manifest.media_type},
                         {"digest", digest},
                         {"size", static_cast<std::int64_t>(manifest.bytes.size())},
                         {"artifactType", type}};
        if (const auto* annotations = reader.member("annotations")) entry["annotations"] = *annotations;
        entries.emplace_back(std::move(entry));
    }

    const RegistryRequest& request_;
    RegistryStore& store_;
    const RegistryBehaviour& behaviour_;
    const std::string& origin_;
};

}  // namespace

RegistryAnswer answer_to(const RegistryRequest& request, RegistryStore& store, const RegistryBehaviour& behaviour,
                         const std::string& origin)
{
    auto answer = Answering(request, store, behaviour, origin).answer();
    if (!behaviour.warning.empty()) answer.set("Warning", fmt::format(R"(299 - "{}")", behaviour.warning));
    return answer;
}

RegistryAnswer complaint(int status, const std::string& code, const std::string& message)
{
    const JsonObject error{{"code", code}, {"message", message}};
    return {status, {{"Content-Type", "application/json"}}, compact(JsonObject{{"errors", JsonArray{error}}})};
}

}  // namespace tagwarden::tests
