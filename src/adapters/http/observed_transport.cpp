// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/http/observed_transport.h"

#include <optional>
#include <utility>

#include "adapters/http/shown_url.h"

namespace tagwarden {

namespace {

/// Counts what is taken out of another stream.
class CountedStream final : public ByteStream {
public:
    explicit CountedStream(ByteStream& bytes) : bytes_(bytes) {}

    Result<std::size_t> read(std::span<char> into) override
    {
        auto got = bytes_.read(into);
        count_ += static_cast<std::int64_t>(got.value_or(0));
        return got;
    }
    Result<void> rewind(std::int64_t offset) override { return bytes_.rewind(offset); }

    std::int64_t count() const { return count_; }

private:
    ByteStream& bytes_;
    std::int64_t count_ = 0;
};

/// A request that is watched, and then the body of its answer.
class Watched final : public ByteStream {
public:
    Watched(const HttpRequest& request, Clock& clock, RequestObserver& observer)
        : request_(request), clock_(clock), observer_(observer), begun_(clock.running())
    {
        note_.method = request.method;
        note_.url = shown_url(request);
        note_.attempt = request.attempt;
        note_.sends = request.stream != nullptr || !request.body.empty();
        if (request.stream != nullptr) request_.stream = &sent_.emplace(*request.stream);
    }
    ~Watched() override { tell(); }

    const HttpRequest& request() const { return request_; }

    void fail_with(const Error& error)
    {
        note_.problem = error.message;
        note_.took = clock_.running() - begun_;
    }

    void take(int status, std::unique_ptr<ByteStream> body)
    {
        note_.status = status;
        note_.took = clock_.running() - begun_;
        body_ = std::move(body);
    }

    Result<std::size_t> read(std::span<char> into) override
    {
        auto got = body_->read(into);
        note_.received += static_cast<std::int64_t>(got.value_or(0));
        note_.took = clock_.running() - begun_;
        if (!got) note_.problem = got.error().message;
        if (got.value_or(0) == 0 && !into.empty()) tell();
        return got;
    }

private:
    void tell()
    {
        if (std::exchange(told_, true)) return;
        note_.sent = sent_ ? sent_->count() : static_cast<std::int64_t>(request_.body.size());
        observer_.request(note_);
    }

    HttpRequest request_;
    Clock& clock_;
    RequestObserver& observer_;
    const std::chrono::milliseconds begun_;
    std::optional<CountedStream> sent_;
    RequestNote note_;
    bool told_ = false;
    std::unique_ptr<ByteStream> body_;  ///< goes first: it may still read what is sent
};

}  // namespace

Result<HttpDownload> ObservedTransport::open(const HttpRequest& request)
{
    if (!observer_.listens()) return inner_.open(request);
    auto watched = std::make_unique<Watched>(request, clock_, observer_);
    auto answer = inner_.open(watched->request());
    if (!answer) {
        watched->fail_with(answer.error());
        return answer;
    }
    watched->take(answer->status, std::move(answer->body));
    answer->body = std::move(watched);
    return answer;
}

}  // namespace tagwarden
