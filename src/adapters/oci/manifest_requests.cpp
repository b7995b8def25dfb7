// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/oci/manifest_requests.h"

#include <fmt/format.h>

#include "base/text.h"

namespace tagwarden {

namespace {

/// One list for HEAD and GET: with two, a registry that converts manifests could answer two digests for one tag.
HttpRequest manifest_request(const RegistryClient& registry, std::string method, std::string_view reference)
{
    const auto accept = fmt::format("{}, {}, {}, {}", media_type::oci_index, media_type::oci_manifest,
                                    media_type::docker_list, media_type::docker_manifest);
    return {
        std::move(method), registry.url(fmt::format("manifests/{}", reference)), {{"Accept", accept}}, {}, nullptr, 0};
}

/// "application/x; charset=utf-8" is application/x.
std::string media_type_in(const HttpHeaders& headers)
{
    const auto type = headers.find("content-type").value_or("");
    return std::string(trim(split(type, ';').front()));
}

Result<std::optional<Digest>> digest_in(const HttpHeaders& headers)
{
    const auto text = headers.find("docker-content-digest");
    if (!text) return std::nullopt;
    const auto digest = Digest::parse(*text);
    if (!digest) return during("reading the header Docker-Content-Digest", digest.error());
    return *digest;
}

/// The content of an answer to a GET, which must have the digest `wanted`. Its type is looked at first: that it is of a
/// kind that is not moved explains more than a digest that does not fit (Docker's schema 1 was signed inside).
Result<ManifestContent> checked(HttpResponse answer, const Digest& wanted, const std::string& what)
{
    auto type = media_type_in(answer.headers);
    if (!is_manifest(type)) {
        auto said = manifest_media_type(answer.body);
        if (!said) return during("reading " + what, said.error());
        type = std::move(*said);
    }
    if (const auto got = Digest::of(answer.body, wanted.algorithm()); got != wanted)
        return fail(ErrorKind::malformed, fmt::format("{} has the digest {}, want {}", what, got.str(), wanted.str()));
    const auto size = static_cast<std::int64_t>(answer.body.size());
    return ManifestContent{{std::move(type), wanted, size}, std::move(answer.body)};
}

std::string manifest_name(const RegistryClient& registry, std::string_view reference)
{
    return fmt::format("manifest {} of {}", reference, registry.name());
}

/// For registries whose HEAD leaves something out.
Result<std::optional<Descriptor>> resolve_by_bytes(RegistryClient& registry, const TagName& tag)
{
    auto answer = registry.ask(manifest_request(registry, "GET", tag.str()), pulling, max_manifest_size);
    if (!answer) return fail(answer.error());
    if (answer->status == 404) return std::nullopt;
    const auto digest = digest_in(answer->headers);
    if (!digest) return fail(digest.error());
    const auto wanted = digest->value_or(Digest::of(answer->body));
    const auto content = checked(std::move(*answer), wanted, manifest_name(registry, tag.str()));
    if (!content) return fail(content.error());
    return content->descriptor;
}

HttpRequest put_request(const RegistryClient& registry, std::string_view reference, const ManifestContent& manifest)
{
    return {"PUT",
            registry.url(fmt::format("manifests/{}", reference)),
            {{"Content-Type", manifest.descriptor.media_type}},
            manifest.bytes,
            nullptr,
            0};
}

/// Registries that keep manifests by SHA-256 alone call every other digest wrong (docker-registry: DIGEST_INVALID).
Error error_of_put(const RegistryClient& registry, const HttpRequest& request, const HttpResponse& answer,
                   const Digest& digest)
{
    auto error = registry.error_of(request, answer);
    const bool about_it = error.kind == ErrorKind::malformed || error.kind == ErrorKind::refused;
    if (digest.algorithm() == HashAlgorithm::sha256 || !about_it) return error;
    return {ErrorKind::refused,
            fmt::format("{} does not keep a manifest by its SHA-512 digest, which is that of its bytes: {}",
                        registry.name(), error.message),
            "copy it to a layout (oci:DIR) or a registry that does, or build the image with SHA-256 digests",
            {}};
}

/// What the answer to a put means: as put_manifest().
Result<bool> stored(const RegistryClient& registry, const HttpRequest& request, const Result<HttpResponse>& answer,
                    const ManifestContent& manifest, std::string_view reference)
{
    if (!answer) return fail(answer.error());
    if (!is_success(answer->status)) return fail(error_of_put(registry, request, *answer, manifest.descriptor.digest));
    const auto right = check_stored_digest(*answer, manifest.descriptor.digest, manifest_name(registry, reference));
    if (!right) return fail(right.error());
    return answer->headers.find("oci-subject").has_value();
}

}  // namespace

Result<std::optional<Descriptor>> resolve_tag(RegistryClient& registry, const TagName& tag)
{
    const auto answer = registry.ask(manifest_request(registry, "HEAD", tag.str()), pulling);
    if (!answer) return fail(answer.error());
    if (answer->status == 404) return std::nullopt;
    const auto digest = digest_in(answer->headers);
    if (!digest) return during(fmt::format("resolving tag '{}' of {}", tag.str(), registry.name()), digest.error());
    const auto size = answer->headers.content_length();
    const auto type = media_type_in(answer->headers);
    if (!*digest || size.value_or(0) == 0 || !is_manifest(type)) return resolve_by_bytes(registry, tag);
    return Descriptor{type, **digest, *size};
}

Result<ManifestContent> get_manifest(RegistryClient& registry, const Digest& digest)
{
    const auto request = manifest_request(registry, "GET", digest.str());
    auto answer = registry.ask(request, pulling, max_manifest_size);
    if (!answer) return fail(answer.error());
    if (answer->status == 404) return fail(registry.error_of(request, *answer));
    return checked(std::move(*answer), digest, manifest_name(registry, digest.str()));
}

Result<bool> has_manifest(RegistryClient& registry, const Digest& digest)
{
    const auto answer = registry.ask(manifest_request(registry, "HEAD", digest.str()), pulling);
    if (!answer) return fail(answer.error());
    return answer->status != 404;
}

Result<bool> put_manifest(RegistryClient& registry, const ManifestContent& manifest)
{
    const auto digest = manifest.descriptor.digest.str();
    const auto request = put_request(registry, digest, manifest);
    return stored(registry, request, registry.ask_any(request, pushing), manifest, digest);
}

Result<void> put_tag(RegistryClient& registry, const TagName& tag, const ManifestContent& manifest,
                     const std::function<Result<bool>()>& settled)
{
    const auto request = put_request(registry, tag.str(), manifest);
    for (Attempt attempt;; ++attempt.number) {
        auto answer = registry.ask_once(request, pushing, attempt);
        if (answer)
            answer->attempts = attempt.number;
        else if (attempt.number > 1)
            answer.error().message += fmt::format(" ({} attempts)", attempt.number);
        if (!registry.http().worth_another(attempt.number, attempt.verdict)) {
            const auto done = stored(registry, request, answer, manifest, tag.str());
            return done ? Result<void>() : fail(done.error());
        }
        if (auto waited = registry.http().pause_before(attempt.number + 1, attempt.verdict, request.url); !waited)
            return waited;
        const auto done = settled();
        if (!done) return fail(done.error());
        if (*done) return {};
    }
}

Result<void> delete_manifest(RegistryClient& registry, std::string_view reference)
{
    const auto request = manifest_request(registry, "DELETE", reference);
    const auto answer = registry.ask(request, removing);
    if (!answer) return fail(answer.error());
    return {};
}

Result<void> check_stored_digest(const HttpResponse& answer, const Digest& wanted, std::string_view what)
{
    const auto stored = digest_in(answer.headers);
    if (!stored) return during(fmt::format("storing {}", what), stored.error());
    if (!*stored || (*stored)->algorithm() != wanted.algorithm() || **stored == wanted) return {};
    return fail(ErrorKind::malformed,
                fmt::format("{} was stored as {}, want {}", what, (*stored)->str(), wanted.str()));
}

}  // namespace tagwarden
