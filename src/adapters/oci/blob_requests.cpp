// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/oci/blob_requests.h"

#include <fmt/format.h>

#include "adapters/oci/manifest_requests.h"
#include "ports/verified_stream.h"

namespace tagwarden {

namespace {

HttpRequest blob_request(const RegistryClient& registry, std::string method, const Digest& digest)
{
    return {std::move(method), registry.url("blobs/" + digest.str()), {}, {}, nullptr, 0};
}

std::string blob_name(const RegistryClient& registry, const Descriptor& blob)
{
    return fmt::format("blob {} of {}", blob.digest.str(), registry.name());
}

/// Opens an upload session; its URL is what the registry wants it to be, on this host or another,
/// but never on a weaker scheme.
Result<Url> start_upload(RegistryClient& registry)
{
    const HttpRequest request{"POST", registry.url("blobs/uploads/"), {}, {}, nullptr, 0};
    const auto answer = registry.ask(request);
    if (!answer) return fail(answer.error());
    const auto place = answer->headers.find("location");
    if (answer->status == 404) return fail(registry.error_of(request, *answer));
    if (!place)
        return fail(ErrorKind::malformed, fmt::format("{} opened an upload without saying where", registry.name()));
    const auto here = Url::parse(request.url);
    if (!here) return fail(here.error());
    auto there = here->resolve(*place);
    if (there && there->scheme != here->scheme)
        return fail(ErrorKind::refused, fmt::format("{} wants an upload over {}, want it over {}", registry.name(),
                                                    there->scheme, here->scheme));
    return there;
}

/// A session that will not be finished is given up, so that the registry need not keep its bytes.
/// Whether that works changes nothing for us: an upload that was not finished is never visible.
void give_up(RegistryClient& registry, const Url& session)
{
    static_cast<void>(registry.ask({"DELETE", session.text, {}, {}, nullptr, 0}));
}

}  // namespace

Result<bool> has_blob(RegistryClient& registry, const Descriptor& blob)
{
    const auto answer = registry.ask(blob_request(registry, "HEAD", blob.digest));
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
    auto answer = registry.open(blob_request(registry, "GET", blob.digest));
    if (!answer) return fail(answer.error());
    return std::make_unique<VerifiedStream>(std::move(answer->body), blob, blob_name(registry, blob));
}

// distribution-spec 1.1, "POST then PUT"
Result<void> upload_blob(RegistryClient& registry, const Descriptor& blob, ByteStream& bytes)
{
    const auto session = start_upload(registry);
    if (!session) return during("opening an upload to " + registry.name(), session.error());
    const HttpRequest request{"PUT",
                              session->with_query("digest=" + blob.digest.str()),
                              {{"Content-Type", "application/octet-stream"}},
                              {},
                              &bytes,
                              blob.size};
    const auto answer = registry.ask(request);
    if (!answer) {
        if (answer.error().kind != ErrorKind::unreachable) give_up(registry, *session);
        return during("uploading " + blob_name(registry, blob), answer.error());
    }
    if (answer->status == 404) return fail(registry.error_of(request, *answer));
    return check_stored_digest(*answer, blob.digest, blob_name(registry, blob));
}

}  // namespace tagwarden
