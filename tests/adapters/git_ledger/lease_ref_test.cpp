// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/git_ledger/lease_ref.h"

#include <gtest/gtest.h>

namespace tagwarden {

TEST(LeaseRef, is_a_name_of_its_own_for_every_edition)
{
    EXPECT_EQ(lease_ref("ce"), "refs/tagwarden/leases/ce");
    EXPECT_EQ(lease_ref(""), "refs/tagwarden/leases/=");
    EXPECT_EQ(lease_ref("a.lock"), "refs/tagwarden/leases/a=2elock");
    EXPECT_EQ(lease_ref("Ä/.."), "refs/tagwarden/leases/=c3=84=2f=2e=2e");
    EXPECT_NE(lease_ref("CE"), lease_ref("ce")) << "also where file names have no case";
}

TEST(LeaseRef, holds_a_lease_that_reads_back)
{
    const Lease lease{"ce", "jane \"x\"@laptop pid 7", Time(std::chrono::seconds(1'795'000'000))};
    const auto read = parse_lease(lease_text(lease));
    ASSERT_TRUE(read);
    EXPECT_EQ(read->edition, lease.edition);
    EXPECT_EQ(read->holder, lease.holder);
    EXPECT_EQ(read->expires, lease.expires);
}

TEST(LeaseRef, that_holds_something_else_is_malformed)
{
    for (const std::string text : {"", "hello", "{}", R"({"edition":"","holder":"x","expires":"soon"})"}) {
        const auto lease = parse_lease(text);
        ASSERT_FALSE(lease) << text;
        EXPECT_EQ(lease.error().kind, ErrorKind::malformed) << text;
        EXPECT_NE(lease.error().hint, "") << text;
    }
}

}  // namespace tagwarden
