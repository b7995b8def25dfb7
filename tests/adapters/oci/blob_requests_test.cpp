// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/oci/blob_requests.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>

#include "tests/adapters/oci/scripted_registry.h"

namespace tagwarden {
namespace {

using tests::read_all;
using tests::TextStream;

struct OciBlobs : tests::ScriptedRegistry {
    const std::string bytes = std::string(100'000, 'b');
    const Descriptor blob{"application/octet-stream", Digest::of(bytes), 100'000};
    const std::string path = "/v2/app/blobs/" + blob.digest.str();
    const std::string upload = "POST /v2/app/blobs/uploads/";

    Result<std::string> download()
    {
        const auto stream = repository->open_blob(blob);
        if (!stream) return fail(stream.error());
        return read_all(**stream);
    }
    Result<void> put(const std::string& text)
    {
        TextStream stream(text);
        return repository->put_blob(blob, stream);
    }
    Result<bool> has()
    {
        const std::vector blobs{blob};
        return repository->has_blobs(blobs).front();
    }
};

TEST_F(OciBlobs, arrive_as_they_are)
{
    server.on("GET " + path, {200, {}, bytes});
    EXPECT_EQ(download(), bytes);
}

TEST_F(OciBlobs, wrong_bytes_are_malformed)
{
    auto flipped = bytes;
    flipped[50] = 'x';
    for (const auto& wrong : {flipped, bytes + "x", bytes.substr(1), std::string()}) {
        server.on("GET " + path, {200, {}, wrong});
        EXPECT_EQ(download().error().kind, ErrorKind::malformed);
    }
}

TEST_F(OciBlobs, a_connection_that_breaks_off_is_unreachable_and_named)
{
    server.on("GET " + path, {200, {{"Content-Length", "100000"}}, bytes.substr(0, 10), true});
    const auto got = download();
    ASSERT_FALSE(got);
    EXPECT_EQ(got.error().kind, ErrorKind::unreachable);
    EXPECT_NE(got.error().message.find(server.host() + path), std::string::npos);
}

TEST_F(OciBlobs, an_absent_blob_is_not_found)
{
    EXPECT_EQ(download().error().kind, ErrorKind::not_found);
}

TEST_F(OciBlobs, may_lie_at_another_host)
{
    tests::ScriptedServer store;
    server.on("GET " + path, {307, {{"Location", "http://" + store.host() + "/b?signature=s"}}});
    store.on("GET /b?signature=s", {200, {}, bytes});
    EXPECT_EQ(download(), bytes);
}

TEST_F(OciBlobs, are_there_only_with_the_size_their_descriptor_says)
{
    EXPECT_EQ(has(), false);
    server.on("HEAD " + path, {200, {}, bytes});
    EXPECT_EQ(has(), true);
    server.on("HEAD " + path, {200, {}, bytes + "x"});
    EXPECT_EQ(has().error().kind, ErrorKind::malformed);
}

TEST_F(OciBlobs, are_sent_in_one_piece_to_where_the_registry_says)
{
    struct Row {
        std::string location, line;
    };
    const Row rows[] = {
        {"/up", "PUT /up?digest=" + blob.digest.str()},
        {"session?_state=x", "PUT /v2/app/blobs/uploads/session?_state=x&digest=" + blob.digest.str()},
        {"http://" + server.host() + "/abs?a=b", "PUT /abs?a=b&digest=" + blob.digest.str()},
    };
    for (const auto& [location, line] : rows) {
        server.on(upload, {202, {{"Location", location}}});
        server.on(line, {201});
        EXPECT_TRUE(put(bytes)) << location;
        EXPECT_EQ(server.requests().back().line, line);
        EXPECT_TRUE(server.requests().back().body == bytes);
    }
}

TEST_F(OciBlobs, an_upload_goes_to_no_other_scheme)
{
    server.on(upload, {202, {{"Location", "https://" + server.host() + "/up"}}});
    EXPECT_EQ(put(bytes).error().kind, ErrorKind::refused);
    server.on(upload, {202});
    EXPECT_EQ(put(bytes).error().kind, ErrorKind::malformed);
}

TEST_F(OciBlobs, an_upload_without_all_its_bytes_is_given_up)
{
    server.on(upload, {202, {{"Location", "/up"}}});
    server.on("PUT /up?digest=" + blob.digest.str(), {201});
    for (const auto& wrong : {bytes + "x", bytes.substr(1)}) {
        EXPECT_EQ(put(wrong).error().kind, ErrorKind::malformed);
    }
    EXPECT_EQ(std::ranges::count(server.lines(), "DELETE /up"), 2);
}

TEST_F(OciBlobs, the_error_of_the_source_is_the_error_of_the_upload)
{
    server.on(upload, {202, {{"Location", "/up"}}});
    server.on("GET " + path, {200, {}, "wrong" + bytes.substr(5)});
    const auto source = repository->open_blob(blob);
    const auto done = repository->put_blob(blob, **source);
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().kind, ErrorKind::malformed);
    EXPECT_NE(done.error().message.find("has the digest"), std::string::npos);
}

TEST_F(OciBlobs, a_registry_that_stored_something_else_is_found_out)
{
    server.on(upload, {202, {{"Location", "/up"}}});
    server.on("PUT /up?digest=" + blob.digest.str(), {201, {{"Docker-Content-Digest", Digest::of("").str()}}});
    EXPECT_EQ(put(bytes).error().kind, ErrorKind::malformed);
}

/// Answers no request before a second one is there, or a while has gone by.
struct Meeting final : HttpTransport {
    Result<HttpDownload> open(const HttpRequest& request) override
    {
        std::unique_lock lock(mutex);
        if (++inside == 2) met.notify_all();
        met.wait_for(lock, std::chrono::seconds(5), [&] { return inside >= 2; });
        const bool first = request.url.ends_with(Digest::of("first").str());
        return HttpDownload{200, {}, std::make_unique<TextStream>(first ? "first" : "second")};
    }

    std::mutex mutex;
    std::condition_variable met;
    int inside = 0;
};

TEST(OciSmallBlobs, are_read_several_at_a_time_and_given_in_order)
{
    Meeting meeting;
    tests::TestSession session;
    RegistrySession registry({meeting, session.clock, session.stop, session.notices}, session.credentials);
    const auto repository = open_oci_repository(Location::parse("r.example/app").value(), {}, registry).value();
    const std::vector blobs{Descriptor{"x", Digest::of("first"), 5}, Descriptor{"x", Digest::of("second"), 6},
                            Descriptor{"x", Digest::of("large"), max_small_blob + 1}};
    const auto begun = std::chrono::steady_clock::now();
    const auto texts = repository->small_blobs(blobs);
    EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(5)) << "one waited for the other";
    EXPECT_EQ(texts[0], "first");
    EXPECT_EQ(texts[1], "second");
    EXPECT_EQ(texts[2].error().kind, ErrorKind::malformed);
}

}  // namespace
}  // namespace tagwarden
