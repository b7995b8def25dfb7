// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <functional>
#include <optional>
#include <string>

#include "adapters/oci/registry_client.h"
#include "core/descriptor.h"

namespace tagwarden {

/// Whether a registry took what was sent. `too_large`: it, or a proxy before it, wants smaller requests (413).
enum class Took { all, too_large };

/// One upload as the registry keeps it (distribution-spec 1.1, "Pushing blobs"): where it is, and how much it has.
/// Its URL may change with every answer; it may be on another host, but never on a weaker scheme.
class UploadSession {
public:
    /// Opens a session. Asks the registry on the way whether it has the blob in another repository that it may be
    /// taken from (`mount` without `from`: spec 1.1 lets it choose); nothing when it did: then there is nothing to
    /// send.
    static Result<std::optional<UploadSession>> begin(RegistryClient& registry, const Digest& digest,
                                                      const std::string& mount_from = {});

    /// The same, without a question about another repository, for who repeats it with care: every request of the
    /// session that changes something is then one attempt, after which its verdict is that on the answer. `attempt`
    /// must outlive the session.
    static Result<std::optional<UploadSession>> begin_once(RegistryClient& registry, const Digest& digest,
                                                           Attempt& attempt);

    /// Sends so many bytes more. What the registry has afterwards is received(), which may be less than what was sent.
    enum class Piece { whole, middle, last };
    Result<Took> send(ByteStream& bytes, std::int64_t size, Piece piece);

    /// Ends the session with the blob's digest.
    Result<Took> commit(const Digest& digest);

    /// The same of a session that is empty so far, with all bytes in the one request.
    Result<Took> commit_whole(const Digest& digest, ByteStream& bytes, std::int64_t size);

    /// Asks the registry how much it has. not_found when it does not know the session any more.
    Result<void> look();

    /// Lets the registry forget the bytes, in parting: once, in little time, and also when the program is to stop.
    /// Whether that works changes nothing for us: an upload that was not finished is never visible. Docker's registry
    /// takes no cancelling behind a request that broke off, because the URL then says less than it has.
    void cancel();

    std::int64_t received() const { return received_; }
    std::optional<std::int64_t> smallest_chunk() const { return smallest_chunk_; }  ///< OCI-Chunk-Min-Length

private:
    using Ask = std::function<Result<HttpResponse>(const HttpRequest&, const Purpose&)>;

    UploadSession(RegistryClient& registry, Ask ask, Url place)
        : registry_(&registry), ask_(std::move(ask)), place_(std::move(place))
    {
    }

    static Result<std::optional<UploadSession>> begin(RegistryClient& registry, const Digest& digest,
                                                      const std::string& mount_from, const Ask& ask);
    Result<Took> commit(const Digest& digest, ByteStream* bytes, std::int64_t size);
    Result<void> follow(const HttpRequest& request, const HttpResponse& answer);

    RegistryClient* registry_;
    Ask ask_;
    Url place_;
    std::int64_t received_ = 0;
    std::optional<std::int64_t> smallest_chunk_;
};

}  // namespace tagwarden
