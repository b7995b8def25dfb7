// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/oci/blob_requests.h"

#include <fmt/format.h>

#include "adapters/oci/blob_download.h"
#include "adapters/oci/upload_session.h"
#include "ports/verified_stream.h"

namespace tagwarden {

namespace {

HttpRequest blob_request(const RegistryClient& registry, std::string method, const Digest& digest)
{
    return {std::move(method), registry.url("blobs/" + digest.str()), {}, {}, nullptr, 0};
}

}  // namespace

std::string blob_name(const RegistryClient& registry, const Descriptor& blob)
{
    return fmt::format("blob {} of {}", blob.digest.str(), registry.name());
}

Result<bool> has_blob(RegistryClient& registry, const Descriptor& blob)
{
    const auto answer = registry.ask(blob_request(registry, "HEAD", blob.digest), pulling);
    if (!answer) return fail(answer.error());
    if (answer->status == 404) return false;
    const auto size = answer->headers.content_length();
    // A length of 0 says no more than that the server did not look.
    if (size.value_or(0) != 0 && *size != blob.size)
        return fail(ErrorKind::malformed, fmt::format("{} has {} bytes, its descriptor says {}",
                                                      blob_name(registry, blob), *size, blob.size));
    return true;
}

Result<std::unique_ptr<ByteStream>> download_blob(RegistryClient& registry, const Descriptor& blob)
{
    auto download = BlobDownload::begin(registry, blob);
    if (!download) return fail(download.error());
    return std::make_unique<VerifiedStream>(std::move(*download), blob, blob_name(registry, blob));
}

Result<bool> mount_blob(RegistryClient& registry, const Descriptor& blob, const std::string& from)
{
    auto session = UploadSession::begin(registry, blob.digest, from);
    if (!session) return fail(session.error());
    if (!*session) return true;
    (*session)->cancel();
    return false;
}

}  // namespace tagwarden
