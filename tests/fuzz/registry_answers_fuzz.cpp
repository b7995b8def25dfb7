// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

// The first line says which verb a client uses; then come the answers of a registry, one after the other, with a line
// "====" between them (answer_text.h). When there are no more, the connection is broken.

#include <deque>

#include "adapters/oci/oci_repository.h"
#include "adapters/oci/registry_session.h"
#include "ports/byte_streams.h"
#include "tests/fuzz/answer_text.h"
#include "tests/support/set_clock.h"

namespace tagwarden::fuzz {

namespace {

class ToldTransport final : public HttpTransport {
public:
    explicit ToldTransport(std::string_view answers)
    {
        constexpr std::string_view mark = "\n====\n";
        while (!answers.empty()) {
            const auto end = answers.find(mark);
            answers_.push_back(answer_in(answers.substr(0, end)));
            answers = end == std::string_view::npos ? "" : answers.substr(end + mark.size());
        }
    }

    Result<HttpDownload> open(const HttpRequest& request) override
    {
        if (answers_.empty()) return fail(ErrorKind::unreachable, "there are no more answers");
        if (request.stream != nullptr)
            if (auto sent = drain(*request.stream, request.stream_size); !sent) return fail(sent.error());
        auto answer = std::move(answers_.front());
        answers_.pop_front();
        return HttpDownload{answer.status, std::move(answer.headers),
                            std::make_unique<TextStream>(std::move(answer.body))};
    }

private:
    static Result<void> drain(ByteStream& bytes, std::int64_t size)
    {
        std::string piece(std::size_t{1} << 20U, '\0');
        while (size > 0) {
            const auto most = std::min<std::size_t>(piece.size(), static_cast<std::size_t>(size));
            const auto got = bytes.read(std::span(piece).first(most));
            if (!got) return fail(got.error());
            require(*got > 0);  // a client never promises more than it has
            size -= static_cast<std::int64_t>(*got);
        }
        return {};
    }

    std::deque<HttpResponse> answers_;
};

/// Zeros without end would do, but their digest is wanted.
constexpr std::int64_t large_size = std::int64_t{17} * 1024 * 1024;

const std::string& large_text()
{
    static const std::string text(static_cast<std::size_t>(large_size), '\0');
    return text;
}

const Descriptor& large_blob()
{
    static const Descriptor blob{"application/octet-stream", Digest::of(large_text()), large_size};
    return blob;
}

class LargeStream final : public ByteStream {
public:
    Result<std::size_t> read(std::span<char> into) override
    {
        const auto count = large_text().copy(into.data(), into.size(), at_);
        at_ += count;
        return count;
    }
    Result<void> rewind(std::int64_t offset) override
    {
        require(offset >= 0 && static_cast<std::size_t>(offset) <= at_);
        at_ = static_cast<std::size_t>(offset);
        return {};
    }

private:
    std::size_t at_ = 0;
};

void use(Repository& repository, std::string_view verb)
{
    const std::vector tags{*TagName::parse("latest")};
    const Descriptor blob{"text/plain", Digest::of("bytes"), 5};
    if (verb == "tags") {
        if (const auto all = repository.tags()) require(std::ranges::is_sorted(*all));
    } else if (verb == "resolve") {
        if (const auto named = repository.resolve(tags).front(); named && *named) require((*named)->size > 0);
    } else if (verb == "manifests") {
        const auto got = repository.manifests({&blob.digest, 1});
        require(!got.front() || got.front()->bytes == "bytes");
    } else if (verb == "read") {
        const auto stream = repository.open_blob(blob);
        const auto bytes = stream ? read_all(**stream) : fail(stream.error());
        require(!bytes || *bytes == "bytes");
    } else if (verb == "has") {
        static_cast<void>(repository.has_blobs({&blob, 1}));
    } else if (verb == "mount") {
        static_cast<void>(repository.mount_blobs({&blob, 1}, *Location::parse("registry.example/lib")));
    } else if (verb == "put") {
        TextStream bytes("bytes");
        static_cast<void>(repository.put_blob(blob, bytes));
    } else if (verb == "put-large") {
        LargeStream bytes;
        static_cast<void>(repository.put_blob(large_blob(), bytes));
    } else if (verb == "move") {
        const TagMove move{tags.front(), std::nullopt, blob};
        static_cast<void>(repository.move({&move, 1}));
    }
}

}  // namespace

void one_input(std::string_view text)
{
    const auto [verb, answers] = first_line(text);
    ToldTransport transport(answers);
    tests::SetClock clock;
    NeverStopped stop;
    NoNotices notices;
    CredentialStore credentials(Environment{});
    RegistrySession session({transport, clock, stop, notices}, credentials, {.attempts = 3});
    const auto repository = open_oci_repository(*Location::parse("registry.example/app"), {}, session);
    use(**repository, verb);
}

}  // namespace tagwarden::fuzz
