// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/registry_store.h"

#include <set>

#include "base/hash.h"
#include "core/digest.h"
#include "core/manifest_parts.h"

namespace tagwarden::tests {

namespace {

/// Follows what a tag names down to its blobs.
class Walk {
public:
    Walk(const StoredRepository& repository, std::vector<std::string>& wrong) : repository_(repository), wrong_(wrong)
    {
    }

    void visit(const std::string& digest, const std::string& from)
    {
        if (!seen_.insert(digest).second) return;
        const auto found = repository_.manifests.find(digest);
        if (found == repository_.manifests.end()) {
            wrong_.push_back(from + " names manifest " + digest + ", which is not there");
            return;
        }
        const auto& [media_type, bytes] = found->second;
        for (const auto& lacking : missing_for(repository_, bytes, media_type))
            wrong_.push_back(from + " rests on " + lacking + ", which is not there");
        if (const auto manifest = parse_manifest(bytes, media_type); manifest && manifest->is_index())
            for (const auto& child : parts_of(*manifest).manifests)
                if (repository_.manifests.contains(child.digest.str())) visit(child.digest.str(), from);
    }

private:
    const StoredRepository& repository_;
    std::vector<std::string>& wrong_;
    std::set<std::string> seen_;
};

void check_digests(const std::string& name, const StoredRepository& repository, std::vector<std::string>& wrong)
{
    for (const auto& [digest, bytes] : repository.blobs)
        if (!has_digest(*bytes, digest)) wrong.push_back("blob " + digest + " of " + name + " has other bytes");
    for (const auto& [digest, manifest] : repository.manifests)
        if (!has_digest(manifest.bytes, digest))
            wrong.push_back("manifest " + digest + " of " + name + " has other bytes");
}

}  // namespace

void RegistryStore::add_blob(const std::string& repository, const std::string& bytes)
{
    repositories[repository].blobs[Digest::of(bytes).str()] = std::make_shared<const std::string>(bytes);
}

void RegistryStore::add_manifest(const std::string& repository, const ManifestContent& manifest)
{
    repositories[repository].manifests[manifest.descriptor.digest.str()] = {manifest.descriptor.media_type,
                                                                            manifest.bytes};
}

bool has_digest(std::string_view bytes, const std::string& digest)
{
    const auto wanted = Digest::parse(digest);
    if (!wanted) return false;
    Hasher hasher(wanted->algorithm());
    hasher.update(bytes);
    return hasher.hex() == wanted->hex();
}

std::vector<std::string> missing_for(const StoredRepository& repository, std::string_view bytes,
                                     const std::string& media_type)
{
    const auto manifest = parse_manifest(bytes, media_type);
    if (!manifest) return {"a manifest that can be read"};
    std::vector<std::string> missing;
    const auto parts = parts_of(*manifest);
    for (const auto& blob : parts.blobs)
        if (!repository.blobs.contains(blob.digest.str())) missing.push_back("blob " + blob.digest.str());
    for (const auto& child : parts.manifests)
        if (!repository.manifests.contains(child.digest.str())) missing.push_back("manifest " + child.digest.str());
    return missing;
}

std::vector<std::string> wrong_in(const RegistryStore& store)
{
    std::vector<std::string> wrong;
    for (const auto& [name, repository] : store.repositories) {
        check_digests(name, repository, wrong);
        for (const auto& [tag, digest] : repository.tags)
            Walk(repository, wrong).visit(digest, "tag " + name + ":" + tag);
    }
    return wrong;
}

}  // namespace tagwarden::tests
