// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include "ports/byte_streams.h"
#include "ports/verified_stream.h"

namespace tagwarden {
namespace {

const std::string content = [] {
    std::string bytes(std::size_t{20} * 1024 * 1024 + 17, '\0');
    for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<char>((i * 7 + i / 251) & 0xFFU);
    return bytes;
}();

Descriptor descriptor_of(const std::string& bytes)
{
    return {"x", Digest::of(bytes), static_cast<std::int64_t>(bytes.size())};
}

/// What a server may do between two requests: after a rewind it gives other bytes.
class Changing final : public ByteStream {
public:
    Changing(std::string first, std::string then) : bytes_(std::move(first)), then_(std::move(then)) {}

    Result<std::size_t> read(std::span<char> into) override { return bytes_.read(into); }
    Result<void> rewind(std::int64_t offset) override
    {
        bytes_ = TextStream(then_);
        return bytes_.rewind(offset);
    }

private:
    TextStream bytes_;
    std::string then_;
};

/// Bytes that come only once, as from a pipe.
class Once final : public ByteStream {
public:
    explicit Once(std::string text) : bytes_(std::move(text)) {}
    Result<std::size_t> read(std::span<char> into) override { return bytes_.read(into); }

private:
    TextStream bytes_;
};

std::string read_some(ByteStream& stream, std::size_t count)
{
    std::string bytes(count, ' ');
    std::size_t got = 0;
    while (got < count)
        got += stream.read(std::span(bytes).subspan(got, std::min<std::size_t>(count - got, 70001))).value();
    return bytes;
}

TEST(Rewind, a_text_gives_its_bytes_again)
{
    TextStream text("0123456789");
    EXPECT_EQ(read_all(text), "0123456789");
    ASSERT_TRUE(text.rewind(7));
    EXPECT_EQ(read_all(text), "789");
}

TEST(Rewind, a_verified_stream_goes_on_from_any_place_and_still_checks)
{
    for (const std::size_t read : {1000UL, 9'000'000UL, content.size()})
        for (const std::size_t back : {0UL, 1UL, 999UL, 8'400'000UL, 8'999'999UL, content.size()}) {
            if (back > read) continue;
            VerifiedStream stream(std::make_unique<TextStream>(content), descriptor_of(content), "blob x");
            EXPECT_TRUE(read_some(stream, read) == content.substr(0, read));
            ASSERT_TRUE(stream.rewind(static_cast<std::int64_t>(back))) << read << " " << back;
            const auto rest = read_all(stream);
            ASSERT_TRUE(rest) << rest.error().message;
            EXPECT_TRUE(*rest == content.substr(back)) << read << " " << back;
        }
}

TEST(Rewind, bytes_that_are_others_the_second_time_are_malformed)
{
    auto changed = content;
    changed[5'000'000] ^= 1;
    for (const std::int64_t back : {0L, 4'000'000L, 6'000'000L}) {
        VerifiedStream stream(std::make_unique<Changing>(content, changed), descriptor_of(content), "blob x");
        read_some(stream, 7'000'000);
        const auto there = stream.rewind(back);
        const auto rest = there ? read_all(stream) : fail(there.error());
        ASSERT_FALSE(rest) << back;
        EXPECT_EQ(rest.error().kind, ErrorKind::malformed);
    }
}

TEST(Rewind, wrong_bytes_stay_wrong_however_often_they_are_read)
{
    auto wrong = content;
    wrong.front() ^= 1;
    VerifiedStream stream(std::make_unique<TextStream>(wrong), descriptor_of(content), "blob x");
    EXPECT_FALSE(read_all(stream));
    ASSERT_TRUE(stream.rewind(19'000'000));
    EXPECT_EQ(read_all(stream).error().kind, ErrorKind::malformed);
}

TEST(Rewind, bytes_that_got_fewer_meanwhile_are_malformed)
{
    VerifiedStream stream(std::make_unique<Changing>(content, content.substr(0, 100)), descriptor_of(content),
                          "blob x");
    read_some(stream, 7'000'000);
    const auto there = stream.rewind(6'000'000);
    ASSERT_FALSE(there);
    EXPECT_EQ(there.error().kind, ErrorKind::malformed);
    EXPECT_FALSE(read_all(stream));
}

TEST(Rewind, where_bytes_come_only_once_a_refusal_changes_nothing)
{
    VerifiedStream stream(std::make_unique<Once>(content), descriptor_of(content), "blob x");
    read_some(stream, 1000);
    EXPECT_EQ(stream.rewind(10).error().kind, ErrorKind::refused);
    ASSERT_TRUE(stream.rewind(1000)) << "there is nothing to be read again";
    EXPECT_TRUE(read_all(stream).value() == content.substr(1000));
}

TEST(Rewind, a_failure_on_the_way_is_over_after_a_rewind)
{
    VerifiedStream stream(std::make_unique<Changing>(content.substr(0, 12'000'000), content), descriptor_of(content),
                          "blob x");
    EXPECT_EQ(read_all(stream).error().kind, ErrorKind::malformed) << "it ends too soon";
    ASSERT_TRUE(stream.rewind(11'000'000));
    EXPECT_TRUE(read_all(stream).value() == content.substr(11'000'000));
}

}  // namespace
}  // namespace tagwarden
