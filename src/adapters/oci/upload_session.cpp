// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/oci/upload_session.h"

#include <fmt/format.h>

#include <charconv>
#include <limits>

#include "adapters/oci/manifest_requests.h"
#include "base/text.h"

namespace tagwarden {

namespace {

/// Where an answer says that the upload goes on.
Result<Url> place_in(const RegistryClient& registry, const HttpRequest& request, const HttpResponse& answer)
{
    const auto here = Url::parse(request.url);
    if (!here) return fail(here.error());
    const auto location = answer.headers.find("location");
    if (!location)
        return fail(ErrorKind::malformed, fmt::format("{} took an upload on without saying where", registry.name()));
    auto there = here->resolve(*location);
    if (there && there->scheme != here->scheme)
        return fail(
            ErrorKind::refused,
            fmt::format("{} wants an upload over {}, want it over {}", registry.name(), there->scheme, here->scheme),
            here->scheme == "https" ? "the registry does not know that it is reached over TLS: the proxy before "
                                      "it must send X-Forwarded-Proto: https"
                                    : "the registry wants TLS: say --plain-http=false (plain-http: false)");
    return there;
}

/// "0-99" and "bytes=0-99" are 100 bytes. Docker's registry says "0-0" of none and of one: then one is sent again.
std::optional<std::int64_t> bytes_in(const HttpHeaders& headers)
{
    const auto text = headers.find("range");
    if (!text) return std::nullopt;
    const auto dash = text->rfind('-');
    if (dash == std::string::npos) return std::nullopt;
    std::int64_t last = 0;
    const auto* end = text->data() + text->size();
    const auto read = std::from_chars(text->data() + dash + 1, end, last);
    constexpr auto too_far = std::numeric_limits<std::int64_t>::max();
    if (read.ec != std::errc{} || read.ptr != end || last < 0 || last == too_far) return std::nullopt;
    return last == 0 ? 0 : last + 1;
}

std::optional<std::int64_t> smallest_chunk_in(const HttpHeaders& headers)
{
    const auto text = headers.find("oci-chunk-min-length");
    if (!text || !all_digits(*text) || text->size() > 15) return std::nullopt;
    return std::stoll(*text);
}

HttpRequest post(const RegistryClient& registry, const std::string& query)
{
    return {"POST", registry.url("blobs/uploads/" + query), {}, {}, nullptr, 0};
}

bool is_refusal(int status)
{
    return status >= 400 && status < 500 && status != 401 && status != 403 && status != 429;
}

/// With the question whether there is nothing to send, as long as the registry understands it.
template <class Ask>
Result<HttpResponse> open_session(RegistryClient& registry, const Digest& digest, const std::string& mount_from,
                                  const Ask& ask)
{
    if (!mount_from.empty()) {
        Purpose purpose = pushing;
        purpose.mount_from = mount_from;
        auto answer = ask(post(registry, "?mount=" + digest.str() + "&from=" + mount_from), purpose);
        if (answer ? answer->status == 201 || answer->status == 202 : answer.error().kind != ErrorKind::denied)
            return answer;
    } else if (registry.quirks().mounts_without_from) {
        auto answer = ask(post(registry, "?mount=" + digest.str()), pushing);
        if (!answer || !is_refusal(answer->status)) return answer;
        registry.quirks().mounts_without_from = false;
    }
    return ask(post(registry, ""), pushing);
}

}  // namespace

Result<std::optional<UploadSession>> UploadSession::begin(RegistryClient& registry, const Digest& digest,
                                                          const std::string& mount_from)
{
    return begin(registry, digest, mount_from, [&registry](const HttpRequest& request, const Purpose& purpose) {
        return registry.ask_any(request, purpose);
    });
}

Result<std::optional<UploadSession>> UploadSession::begin_once(RegistryClient& registry, const Digest& digest,
                                                               Attempt& attempt)
{
    return begin(registry, digest, {}, [&registry, &attempt](const HttpRequest& request, const Purpose& purpose) {
        return registry.ask_once(request, purpose, attempt);
    });
}

Result<std::optional<UploadSession>> UploadSession::begin(RegistryClient& registry, const Digest& digest,
                                                          const std::string& mount_from, const Ask& ask)
{
    const auto answer = open_session(registry, digest, mount_from, ask);
    if (!answer) return fail(answer.error());
    if (answer->status == 201) return std::nullopt;
    const auto request = post(registry, "");
    if (answer->status != 202) return fail(registry.error_of(request, *answer));
    auto place = place_in(registry, request, *answer);
    if (!place) return fail(place.error());
    UploadSession session(registry, ask, std::move(*place));
    session.smallest_chunk_ = smallest_chunk_in(answer->headers);
    return session;
}

// distribution-spec 1.1, "Pushing a blob in chunks". A single chunk that is all of the blob says no range: that is the
// streamed upload of Docker's API, which more registries know.
Result<Took> UploadSession::send(ByteStream& bytes, std::int64_t size, Piece piece)
{
    HttpRequest request{"PATCH", place_.text, {{"Content-Type", "application/octet-stream"}}, {}, &bytes, size};
    request.stream_offset = received_;
    request.stream_goes_on = piece == Piece::middle;
    if (piece != Piece::whole)
        request.headers.emplace_back("Content-Range", fmt::format("{}-{}", received_, received_ + size - 1));
    const auto answer = ask_(request, pushing);
    if (!answer) return fail(answer.error());
    if (answer->status == 413) return Took::too_large;
    if (answer->status != 202 && answer->status != 201 && answer->status != 204)
        return fail(registry_->error_of(request, *answer));
    if (!bytes_in(answer->headers)) received_ += size;
    if (auto followed = follow(request, *answer); !followed) return fail(followed.error());
    return Took::all;
}

Result<Took> UploadSession::commit(const Digest& digest)
{
    return commit(digest, nullptr, 0);
}

Result<Took> UploadSession::commit_whole(const Digest& digest, ByteStream& bytes, std::int64_t size)
{
    return commit(digest, &bytes, size);
}

Result<Took> UploadSession::commit(const Digest& digest, ByteStream* bytes, std::int64_t size)
{
    const HttpRequest request{
        "PUT", place_.with_query("digest=" + digest.str()), {{"Content-Type", "application/octet-stream"}}, {}, bytes,
        size};
    const auto answer = ask_(request, pushing);
    if (!answer) return fail(answer.error());
    if (answer->status == 413) return Took::too_large;
    if (answer->status < 200 || answer->status >= 300) return fail(registry_->error_of(request, *answer));
    const auto what = fmt::format("blob {} of {}", digest.str(), registry_->name());
    if (auto right = check_stored_digest(*answer, digest, what); !right) return fail(right.error());
    return Took::all;
}

Result<void> UploadSession::look()
{
    const HttpRequest request{"GET", place_.text, {}, {}, nullptr, 0};
    const auto answer = registry_->ask_any(request, pushing);
    if (!answer) return fail(answer.error());
    if (answer->status != 204 && answer->status != 202 && answer->status != 200)
        return fail(registry_->error_of(request, *answer));
    received_ = 0;
    return follow(request, *answer);
}

/// Takes over what an answer says of the session. Without a Location it stays where it is.
Result<void> UploadSession::follow(const HttpRequest& request, const HttpResponse& answer)
{
    if (answer.headers.find("location")) {
        auto place = place_in(*registry_, request, answer);
        if (!place) return fail(place.error());
        place_ = std::move(*place);
    }
    if (const auto bytes = bytes_in(answer.headers)) received_ = *bytes;
    return {};
}

// distribution-spec 1.1 knows no such request; in Docker's API it is "Canceling an Upload", and registries have it.
void UploadSession::cancel()
{
    HttpRequest request{"DELETE", place_.text, {}, {}, nullptr, 0};
    request.parting = registry_->http().patience().parting;
    static_cast<void>(registry_->ask_any(request, pushing));
}

}  // namespace tagwarden
