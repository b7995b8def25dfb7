// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/oci/blob_upload.h"

#include <fmt/format.h>

#include <algorithm>

#include "adapters/oci/blob_requests.h"
#include "adapters/oci/upload_session.h"

namespace tagwarden {

namespace {

/// What a request may carry after a registry has called one too large.
constexpr std::int64_t modest_chunk = std::int64_t{32} * 1024 * 1024;
constexpr std::int64_t smallest_sensible_chunk = std::int64_t{1024} * 1024;

/// Remembers whether it was the source that failed: then a registry that is asked again cannot help. And how much has
/// been read of it: more no registry can have.
class WatchedStream final : public ByteStream {
public:
    explicit WatchedStream(ByteStream& bytes) : bytes_(bytes) {}

    Result<std::size_t> read(std::span<char> into) override
    {
        const auto got = watched(bytes_.read(into));
        at_ += static_cast<std::int64_t>(got.value_or(0));
        furthest_ = std::max(furthest_, at_);
        return got;
    }
    Result<void> rewind(std::int64_t offset) override
    {
        at_ = offset;
        return watched(bytes_.rewind(offset));
    }

    bool failed() const { return failed_; }
    std::int64_t furthest() const { return furthest_; }

private:
    template <class T>
    Result<T> watched(Result<T> answer)
    {
        failed_ = failed_ || !answer;
        return answer;
    }

    ByteStream& bytes_;
    bool failed_ = false;
    std::int64_t at_ = 0;
    std::int64_t furthest_ = 0;
};

class BlobUpload {
public:
    BlobUpload(RegistryClient& registry, const Descriptor& blob, ByteStream& bytes)
        : registry_(registry), blob_(blob), bytes_(bytes), chunk_(blob.size)
    {
    }

    Result<void> run()
    {
        while (true) {
            attempt_.number = fruitless_ + 1;
            const auto sent = send_rest();
            if (sent && *sent == Took::all) return {};
            if (!sent && !may_pass(sent.error())) return give_up(sent.error());
            if (!registry_.http().worth_another(++fruitless_, verdict()))
                return give_up(sent ? too_large() : sent.error());
            if (sent) chunk_ = smaller_chunk();
            const auto there = recover();
            if (!there) return give_up(there.error());
            if (*there) return {};
        }
    }

private:
    bool in_one_piece() const { return blob_.size <= largest_in_one_piece && chunk_ == blob_.size; }

    Result<Took> send_rest()
    {
        if (!session_) {
            auto begun = UploadSession::begin_once(registry_, blob_.digest, attempt_);
            if (!begun) return fail(begun.error());
            if (!*begun) return Took::all;
            session_.emplace(std::move(**begun));
        }
        if (in_one_piece()) return session_->commit_whole(blob_.digest, bytes_, blob_.size);
        while (session_->received() < blob_.size) {
            const auto sent = send_chunk();
            if (!sent || *sent == Took::too_large) return sent;
        }
        return session_->commit(blob_.digest);
    }

    Result<Took> send_chunk()
    {
        const auto before = session_->received();
        const auto size = std::min(blob_.size - before, chunk_);
        const auto sent = session_->send(bytes_, size, piece(size));
        if (!sent || *sent == Took::too_large) return sent;
        const auto now = session_->received();
        if (now > before) fruitless_ = 0;
        if (now == before + size) return sent;
        if (now > before + size)
            return fail(ErrorKind::malformed, fmt::format("{} says it has {} bytes of blob {}, sent were {}",
                                                          registry_.name(), now, blob_.digest.str(), before + size));
        if (now <= before)
            return fail(ErrorKind::unreachable, fmt::format("{} took {} bytes of blob {} and says it has {}",
                                                            registry_.name(), size, blob_.digest.str(), now));
        if (const auto back = bytes_.rewind(now); !back) return fail(back.error());
        return sent;
    }

    UploadSession::Piece piece(std::int64_t size) const
    {
        if (size == blob_.size) return UploadSession::Piece::whole;
        const bool last = session_->received() + size == blob_.size;
        return last ? UploadSession::Piece::last : UploadSession::Piece::middle;
    }

    /// True for what can go well another time: no answer, a server's failure, a session that it forgot.
    bool may_pass(const Error& error) const
    {
        if (bytes_.failed() || error.lasting) return false;
        const bool forgotten = session_ && error.kind == ErrorKind::not_found;
        return forgotten || error.kind == ErrorKind::unreachable || error.kind == ErrorKind::rate_limited;
    }

    /// Finds out what the registry has, and goes back to there. True when it has all: then only its answer was lost.
    Result<bool> recover()
    {
        if (auto waited = registry_.http().pause_before(fruitless_ + 1, verdict(), registry_.url("")); !waited)
            return fail(waited.error());
        const auto there = has_blob(registry_, blob_);
        if (there && *there) let_go();
        if (!there || *there) return there;
        const auto before = session_ ? session_->received() : 0;
        look_at_session();
        const auto now = session_ ? session_->received() : 0;
        if (now > before) fruitless_ = 0;
        if (const auto back = bytes_.rewind(now); !back) return fail(back.error());
        return false;
    }

    /// One that cannot be gone on with is let go of, unless the registry has forgotten it. One that is said to have
    /// what was never sent is not ours.
    void look_at_session()
    {
        if (!session_ || in_one_piece()) return let_go();
        const auto there = session_->look();
        if (!there && there.error().kind != ErrorKind::not_found) return let_go();
        if (!there || session_->received() > bytes_.furthest()) session_.reset();
    }

    /// An answer may be final for its request and yet bring the upload nowhere: a session that was forgotten.
    RetryVerdict verdict() const
    {
        if (attempt_.verdict.kind != RetryVerdict::Kind::final) return attempt_.verdict;
        return {RetryVerdict::Kind::again, std::nullopt, "does not end an upload"};
    }

    std::int64_t smaller_chunk() const
    {
        const auto half = std::max(std::min(chunk_ / 2, modest_chunk), smallest_sensible_chunk);
        return std::max(half, session_ ? session_->smallest_chunk().value_or(0) : 0);
    }

    Error too_large() const
    {
        return {ErrorKind::refused,
                fmt::format("{} calls requests of {} bytes too large", registry_.name(), chunk_),
                "ask whoever runs it, or the proxy before it, to allow larger requests",
                {}};
    }

    void let_go()
    {
        if (session_) session_->cancel();
        session_.reset();
    }

    std::unexpected<Error> give_up(Error error)
    {
        if (error.kind != ErrorKind::rate_limited) let_go();
        if (fruitless_ > 1) error.message += fmt::format(" ({} attempts)", fruitless_);
        return during("uploading " + blob_name(registry_, blob_), std::move(error));
    }

    RegistryClient& registry_;
    const Descriptor& blob_;
    WatchedStream bytes_;
    std::int64_t chunk_;  ///< the most that one request carries
    Attempt attempt_;
    std::optional<UploadSession> session_;
    int fruitless_ = 0;  ///< attempts in a row that brought nothing
};

}  // namespace

Result<void> upload_blob(RegistryClient& registry, const Descriptor& blob, ByteStream& bytes)
{
    return BlobUpload(registry, blob, bytes).run();
}

}  // namespace tagwarden
