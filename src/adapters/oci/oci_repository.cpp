// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/oci/oci_repository.h"

#include <fmt/format.h>

#include "adapters/oci/blob_requests.h"
#include "adapters/oci/blob_upload.h"
#include "adapters/oci/in_order.h"
#include "adapters/oci/in_parallel.h"
#include "adapters/oci/manifest_requests.h"
#include "adapters/oci/recent_manifests.h"
#include "adapters/oci/referrer_requests.h"
#include "adapters/oci/registry_client.h"
#include "adapters/oci/tag_list.h"
#include "adapters/oci/tag_moves.h"

namespace tagwarden {

namespace {

/// Questions go out several at a time; what changes the repository goes in the order it was given.
class OciRepository final : public Repository {
public:
    OciRepository(const Location& location, const Access& access, RegistrySession& session)
        : registry_(location, access, session), askers_(session.askers())
    {
    }

    Result<std::vector<TagName>> tags() override { return list_tags(registry_); }

    Each<std::optional<Descriptor>> resolve(std::span<const TagName> tags) override
    {
        return in_parallel(askers_, tags, [this](const TagName& tag) { return resolve_tag(registry_, tag); });
    }

    Each<ManifestContent> manifests(std::span<const Digest> digests) override
    {
        return in_parallel(askers_, digests, [this](const Digest& digest) { return get_manifest(registry_, digest); });
    }

    Each<bool> has_manifests(std::span<const Digest> digests) override
    {
        return in_parallel(askers_, digests, [this](const Digest& digest) { return has_manifest(registry_, digest); });
    }

    Each<bool> has_blobs(std::span<const Descriptor> blobs) override
    {
        return in_parallel(askers_, blobs, [this](const Descriptor& blob) { return has_blob(registry_, blob); });
    }

    Result<std::unique_ptr<ByteStream>> open_blob(const Descriptor& blob) override
    {
        return download_blob(registry_, blob);
    }

    Each<std::string> small_blobs(std::span<const Descriptor> blobs) override
    {
        return in_parallel(askers_, blobs, [this](const Descriptor& blob) -> Result<std::string> {
            return std::move(Repository::small_blobs(std::span(&blob, 1)).front());
        });
    }

    Lane lane() const override { return {registry_.location().host(), registry_.budget().streams()}; }

    Each<bool> mount_blobs(std::span<const Descriptor> blobs, const Location& from) override
    {
        const auto& here = registry_.location();
        const bool possible = from.kind() == here.kind() && from.host() == here.host() && from.path() != here.path();
        if (!possible) return Each<bool>(blobs.size(), false);
        return in_parallel(askers_, blobs,
                           [&](const Descriptor& blob) { return mount_blob(registry_, blob, from.path()); });
    }

    Each<std::vector<Referrer>> referrers(std::span<const Digest> subjects) override
    {
        return in_parallel(askers_, subjects,
                           [this](const Digest& subject) { return list_referrers(registry_, subject); });
    }

    Result<void> put_blob(const Descriptor& blob, ByteStream& bytes) override
    {
        return upload_blob(registry_, blob, bytes);
    }

    // A registry may take a manifest whose children are missing, so none is put after one that failed.
    Each<void> put_manifests(std::span<const ManifestContent> manifests) override
    {
        return in_order(manifests, [this](const ManifestContent& manifest) {
            auto put = put_attached(registry_, manifest);
            if (put) recent_.remember(manifest);
            return put;
        });
    }

    Each<void> move(std::span<const TagMove> moves) override { return move_tags(registry_, moves, recent_); }

private:
    RegistryClient registry_;
    Askers& askers_;
    RecentManifests recent_;
};

}  // namespace

Result<std::unique_ptr<Repository>> open_oci_repository(const Location& location, const Access& access,
                                                        RegistrySession& session)
{
    if (location.kind() != LocationKind::registry)
        return fail(ErrorKind::usage, fmt::format("{} is not a repository in a registry", location.str()),
                    "write HOST/REPOSITORY");
    return std::make_unique<OciRepository>(location, access, session);
}

}  // namespace tagwarden
