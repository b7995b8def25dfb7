// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include <atomic>

#include "adapters/oci/oci_repository.h"
#include "adapters/oci/registry_session.h"
#include "ports/byte_streams.h"
#include "tests/support/fault_registry.h"
#include "tests/support/registry_session.h"

namespace tagwarden::tests {
namespace {

struct SetStop final : StopSignal {
    bool stopped() const override { return now; }

    std::atomic<bool> now = false;
};

/// Bytes of which the last do not come: the program is stopped, or something else goes wrong.
class Interrupted final : public ByteStream {
public:
    Interrupted(std::string bytes, std::function<Error()> what) : bytes_(std::move(bytes)), what_(std::move(what)) {}

    Result<std::size_t> read(std::span<char> into) override
    {
        const auto size = bytes_.read(into);
        return *size > 0 ? size : fail(what_());
    }
    Result<void> rewind(std::int64_t offset) override { return bytes_.rewind(offset); }

private:
    TextStream bytes_;
    std::function<Error()> what_;
};

struct CancelledUploads : testing::Test {
    FaultRegistry& start(const RegistryBehaviour& behaviour = {})
    {
        registry.emplace(behaviour);
        const auto host = registry->host();
        credentials.emplace(Environment{{"HOME", "/home/ann"}}, 1000, [host](const std::filesystem::path&) {
            return R"({"auths":{")" + host + R"(":{"username":"ann","password":"secret"}}})";
        });
        const Patience patience{.parting = std::chrono::milliseconds(300)};
        session.emplace(PatientClient::World{curl, clock, stop, notices}, *credentials, patience);
        repository = open_oci_repository(Location::parse(host + "/app").value(), {}, *session).value();
        return *registry;
    }

    Result<void> put(ByteStream& bytes, std::size_t size)
    {
        return repository->put_blob(
            {"application/octet-stream", Digest::of(std::string(size, 'x')), static_cast<std::int64_t>(size)}, bytes);
    }
    /// All bytes are there.
    Result<void> put(std::size_t size)
    {
        TextStream bytes(std::string(size, 'x'));
        return put(bytes, size);
    }
    /// Half of them come, then the program is stopped.
    Result<void> put_until_stopped(std::size_t size)
    {
        Interrupted bytes(std::string(size / 2, 'x'), [&] {
            clock.wait(std::chrono::minutes(1));  // it was a long upload
            stop.now = true;
            return Error{ErrorKind::interrupted, "stopped", {}, {}};
        });
        return put(bytes, size);
    }

    static constexpr std::size_t small = 1000, large = std::size_t{17} * 1024 * 1024;

    SetStop stop;
    CurlTransport curl{{}, stop};
    SetClock clock;
    NoNotices notices;
    std::optional<FaultRegistry> registry;
    std::optional<CredentialStore> credentials;
    std::optional<RegistrySession> session;
    std::unique_ptr<Repository> repository;
};

TEST_F(CancelledUploads, are_all_that_a_stop_interrupts)
{
    for (const auto size : {small, large}) {
        stop.now = false;
        auto& there = start();
        EXPECT_EQ(put_until_stopped(size).error().kind, ErrorKind::interrupted);
        EXPECT_EQ(there.count(RequestKind::upload_delete), 1) << size;
        EXPECT_TRUE(there.content().uploads.empty()) << size;
    }
}

TEST_F(CancelledUploads, may_take_another_token_when_the_program_is_stopped)
{
    auto& there = start({.user = "ann", .password = "secret", .requests_a_token = 1});
    EXPECT_EQ(put_until_stopped(large).error().kind, ErrorKind::interrupted);
    EXPECT_EQ(there.count(RequestKind::token), 2);
    EXPECT_TRUE(there.content().uploads.empty());
}

TEST_F(CancelledUploads, are_those_whose_source_fails_and_its_error_is_the_one_that_counts)
{
    auto& there = start();
    there.add({RequestKind::upload_delete, Fault::internal_error, FaultRule::always});
    Interrupted bytes("some", [] { return Error{ErrorKind::local, "the disk is gone", {}, {}}; });
    EXPECT_EQ(put(bytes, large).error().message, "the disk is gone");
    EXPECT_EQ(there.count(RequestKind::upload_delete), 1) << "once, whatever comes of it";
}

TEST_F(CancelledUploads, hold_nobody_up_where_the_registry_does_not_answer)
{
    auto& there = start();
    there.add({RequestKind::upload_delete, Fault::stall, FaultRule::always});
    const auto before = std::chrono::steady_clock::now();
    EXPECT_EQ(put_until_stopped(large).error().message, "stopped");
    EXPECT_LT(std::chrono::steady_clock::now() - before, std::chrono::seconds(20));
}

TEST_F(CancelledUploads, are_those_that_are_begun_anew)
{
    auto& there = start();
    there.add({RequestKind::upload_put, Fault::bad_gateway, 2});
    EXPECT_TRUE(put(small));
    EXPECT_EQ(there.count(RequestKind::upload_post), 3);
    EXPECT_TRUE(there.content().uploads.empty());
}

TEST_F(CancelledUploads, are_not_those_that_are_gone_on_with)
{
    auto& there = start();
    there.add({RequestKind::upload_patch, Fault::cut_request, 2});
    EXPECT_TRUE(put(large));
    EXPECT_EQ(there.count(RequestKind::upload_post), 1);
    EXPECT_EQ(there.count(RequestKind::upload_delete), 0);
}

TEST_F(CancelledUploads, are_not_those_of_a_registry_that_wants_to_be_left_alone)
{
    auto& there = start();
    there.add({RequestKind::upload_patch, Fault::too_many, FaultRule::always});
    EXPECT_EQ(put(large).error().kind, ErrorKind::rate_limited);
    EXPECT_EQ(there.count(RequestKind::upload_delete), 0);
}

TEST_F(CancelledUploads, are_those_that_nothing_comes_of)
{
    auto& there = start();
    there.add({RequestKind::upload_patch, Fault::bad_gateway, FaultRule::always});
    EXPECT_EQ(put(large).error().kind, ErrorKind::unreachable);
    EXPECT_TRUE(there.content().uploads.empty());
}

}  // namespace
}  // namespace tagwarden::tests
