// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/transfer/tee.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "ports/byte_streams.h"
#include "tests/adapters/transfer/recorded_repository.h"
#include "tests/support/set_clock.h"

namespace tagwarden {
namespace {

using tests::noise;

/// Counts what is read of it, and can break off.
class Source final : public ByteStream {
public:
    explicit Source(std::string bytes, std::optional<std::size_t> breaks_at = {})
        : bytes_(std::move(bytes)), breaks_at_(breaks_at)
    {
    }

    Result<std::size_t> read(std::span<char> into) override
    {
        if (breaks_at_ && read_so_far >= *breaks_at_) return fail(ErrorKind::unreachable, "the line was cut");
        // Odd pieces, as networks have them.
        auto size = bytes_.read(into.first(std::min<std::size_t>(into.size(), 701)));
        read_so_far += *size;
        return size;
    }

    std::atomic<std::size_t> read_so_far = 0;

private:
    TextStream bytes_;
    std::optional<std::size_t> breaks_at_;
};

TeeBranch::Open never_opened()
{
    return []() -> Result<std::unique_ptr<ByteStream>> {
        ADD_FAILURE() << "the source was opened once more";
        return fail(ErrorKind::local, "not expected");
    };
}

struct TeeTest : testing::Test {
    Tee tee_of(ByteStream& source, std::size_t readers, std::size_t buffer_size)
    {
        return {source, readers, buffer_size, {clock}, [this](std::size_t reader) {
                    const std::lock_guard lock(mutex);
                    left_behind.push_back(reader);
                }};
    }
    std::string take(ByteStream& bytes, std::size_t size)
    {
        std::string taken(size, ' ');
        for (std::size_t got = 0; got < size;) got += bytes.read(std::span(taken).subspan(got)).value();
        return taken;
    }

    /// Ends, by another clock, also when it does not happen.
    template <class Happened>
    void let_time_pass_until(Happened happened)
    {
        const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
        while (!happened() && std::chrono::steady_clock::now() < end) {
            clock.wait(std::chrono::milliseconds(1));
            std::this_thread::yield();
        }
        EXPECT_TRUE(happened());
    }

    tests::SetClock clock;
    std::mutex mutex;
    std::vector<std::size_t> left_behind;
};

TEST_F(TeeTest, every_branch_gets_all_bytes_of_one_reading)
{
    const auto bytes = noise(1'000'003, 1);
    Source source(bytes);
    Tee tee = tee_of(source, 3, 4096);
    std::vector<std::string> got(3);
    {
        std::vector<std::jthread> readers;
        for (std::size_t i = 0; i < 3; ++i)
            readers.emplace_back([&, i] {
                TeeBranch branch(tee, i, never_opened());
                got[i] = read_all(branch).value();
            });
    }
    for (const auto& one : got) EXPECT_TRUE(one == bytes);
    EXPECT_EQ(source.read_so_far, bytes.size());
}

TEST_F(TeeTest, an_empty_stream_ends_at_once_for_all)
{
    Source source("");
    Tee tee = tee_of(source, 2, 1);
    TeeBranch one(tee, 0, never_opened());
    TeeBranch two(tee, 1, never_opened());
    EXPECT_EQ(read_all(one).value(), "");
    EXPECT_EQ(read_all(two).value(), "");
}

TEST_F(TeeTest, nobody_is_more_than_four_buffers_ahead)
{
    Source source(noise(100'000, 1));
    Tee tee = tee_of(source, 2, 1000);
    TeeBranch slow(tee, 0, never_opened());
    TeeBranch fast(tee, 1, never_opened());
    take(fast, 4000);
    EXPECT_EQ(source.read_so_far, 4000U);
    std::jthread further([&] { take(fast, 1); });
    take(slow, 1000);
    EXPECT_EQ(source.read_so_far, 4000U) << "a buffer that is being read is not filled anew";
    take(slow, 1);
    further.join();
    EXPECT_EQ(source.read_so_far, 5000U);
}

TEST_F(TeeTest, one_that_leaves_holds_up_nobody)
{
    const auto bytes = noise(100'000, 1);
    Source source(bytes);
    Tee tee = tee_of(source, 2, 1000);
    auto leaving = std::make_unique<TeeBranch>(tee, 0, never_opened());
    TeeBranch staying(tee, 1, never_opened());
    std::string all;
    std::jthread reader([&] { all = read_all(staying).value(); });
    std::string some(10, ' ');
    EXPECT_EQ(leaving->read(some).value(), 10U);
    leaving.reset();
    reader.join();
    EXPECT_TRUE(all == bytes);
}

TEST_F(TeeTest, when_the_source_fails_all_learn_it_behind_the_bytes_before)
{
    Source source(noise(100'000, 1), 2103);
    Tee tee = tee_of(source, 2, 1000);
    for (std::size_t i = 0; i < 2; ++i) {
        TeeBranch branch(tee, i, never_opened());
        std::string bytes(5000, ' ');
        std::size_t seen = 0;
        auto got = branch.read(bytes);
        for (; got && *got > 0; got = branch.read(bytes)) seen += *got;
        ASSERT_FALSE(got);
        EXPECT_EQ(got.error().message, "the line was cut");
        EXPECT_EQ(seen, source.read_so_far);
        EXPECT_FALSE(branch.read(bytes));
    }
}

TEST_F(TeeTest, a_branch_that_is_rewound_reads_for_itself_and_the_other_goes_on)
{
    const auto bytes = noise(100'000, 1);
    Source source(bytes);
    Tee tee = tee_of(source, 2, 1000);
    int opened = 0;
    TeeBranch rewound(tee, 0, [&]() -> Result<std::unique_ptr<ByteStream>> {
        ++opened;
        return std::make_unique<TextStream>(bytes);
    });
    TeeBranch other(tee, 1, never_opened());
    std::string some(1500, ' ');
    ASSERT_TRUE(rewound.read(some));
    ASSERT_TRUE(rewound.rewind(700));
    EXPECT_TRUE(read_all(other).value() == bytes);
    EXPECT_TRUE(read_all(rewound).value() == bytes.substr(700));
    ASSERT_TRUE(rewound.rewind(99'999));
    EXPECT_EQ(read_all(rewound).value(), bytes.substr(99'999));
    EXPECT_EQ(opened, 1) << "its own reading is rewound, where that can be";
}

TEST_F(TeeTest, a_branch_whose_source_cannot_be_opened_again_fails_for_good)
{
    Source source(noise(100'000, 1));
    Tee tee = tee_of(source, 1, 1000);
    TeeBranch branch(
        tee, 0, []() -> Result<std::unique_ptr<ByteStream>> { return fail(ErrorKind::not_found, "the blob is gone"); });
    std::string some(10, ' ');
    ASSERT_TRUE(branch.read(some));
    EXPECT_FALSE(branch.rewind(0));
    EXPECT_EQ(branch.read(some).error().message, "the blob is gone");
}

/// A branch that goes on by itself gets its bytes here, and counts how often that was.
struct Reopened {
    TeeBranch::Open open()
    {
        return [this]() -> Result<std::unique_ptr<ByteStream>> {
            ++times;
            return std::make_unique<TextStream>(bytes);
        };
    }

    std::string bytes;
    int times = 0;
};

TEST_F(TeeTest, who_holds_up_the_others_for_longer_than_patience_is_left_behind_and_reads_on_alone)
{
    const auto bytes = noise(100'000, 1);
    Source source(bytes);
    Reopened again{bytes};
    Tee tee = tee_of(source, 3, 1000);
    TeeBranch slow(tee, 0, again.open());
    TeeBranch slower(tee, 1, again.open());
    auto got = take(slow, 10);  // and keeps the rest of its buffer
    std::string all;
    std::jthread fast([&] {
        TeeBranch branch(tee, 2, never_opened());
        all = read_all(branch).value();
    });
    let_time_pass_until([&] { return source.read_so_far == bytes.size(); });
    fast.join();
    EXPECT_TRUE(all == bytes);
    EXPECT_EQ(left_behind, (std::vector<std::size_t>{0, 1}));
    EXPECT_GE(clock.waited(), usual_patience);

    EXPECT_TRUE(got + take(slow, 990) == bytes.substr(0, 1000)) << "the buffer it has stays its own";
    EXPECT_EQ(again.times, 0);
    EXPECT_TRUE(read_all(slow).value() == bytes.substr(1000));
    EXPECT_TRUE(read_all(slower).value() == bytes);
    EXPECT_EQ(again.times, 2);
}

TEST_F(TeeTest, one_whose_source_is_gone_when_it_is_left_behind_learns_why)
{
    Source source(noise(10'000, 1));
    Tee tee = tee_of(source, 2, 1000);
    int times = 0;
    TeeBranch slow(tee, 0, [&]() -> Result<std::unique_ptr<ByteStream>> {
        ++times;
        return fail(ErrorKind::not_found, "the blob is gone");
    });
    std::jthread fast([&] {
        TeeBranch branch(tee, 1, never_opened());
        EXPECT_TRUE(read_all(branch));
    });
    let_time_pass_until([&] { return source.read_so_far == 10'000; });
    std::string some(10, ' ');
    EXPECT_EQ(slow.read(some).error().message, "the blob is gone");
    EXPECT_EQ(slow.read(some).error().message, "the blob is gone");
    EXPECT_EQ(times, 1) << "an error stays";
}

TEST_F(TeeTest, nobody_is_left_behind_because_the_source_is_slow)
{
    struct Slow final : ByteStream {
        explicit Slow(Clock& its_clock) : clock(its_clock) {}
        Result<std::size_t> read(std::span<char> into) override
        {
            clock.wait(10 * usual_patience);
            return bytes.read(into);
        }
        Clock& clock;
        TextStream bytes{noise(30'000, 1)};
    } source(clock);
    Tee tee = tee_of(source, 2, 1000);
    const auto read = [&](std::size_t reader) {
        TeeBranch branch(tee, reader, never_opened());
        EXPECT_EQ(read_all(branch).value().size(), 30'000U);
    };
    std::jthread other(read, 1);
    read(0);
    other.join();
    EXPECT_TRUE(left_behind.empty());
}

}  // namespace
}  // namespace tagwarden
