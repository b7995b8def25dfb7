// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "flows/wait_for_lease.h"

#include <gtest/gtest.h>

#include "tests/flows/products.h"
#include "tests/flows/story.h"

namespace tagwarden::tests {
namespace {

using namespace std::chrono_literals;

/// A ledger far away, whose lease somebody else holds: each answer takes its time.
class FarLedger final : public Ledger {
public:
    FarLedger(Clock& clock, std::chrono::milliseconds answer) : clock_(clock), answer_(answer) {}

    Result<std::vector<Entry>> entries_after(const Head&) override { return std::vector<Entry>(); }
    Result<void> append_sealed(const Head&, const std::vector<Entry>&) override { return {}; }
    Result<Lease> acquire(const std::string&, const std::string&, Time, std::chrono::seconds) override
    {
        clock_.wait(answer_);
        return fail(ErrorKind::busy, "bob has it");
    }
    Result<void> release(const Lease&) override { return {}; }

private:
    Clock& clock_;
    std::chrono::milliseconds answer_;
};

TEST(WaitForLease, counts_the_time_that_asking_takes)
{
    Story story(one_image);
    FarLedger ledger(story.clock, 20s);
    const auto lease = wait_for_lease({ledger, story.clock, story.stop, story.notices}, "", "ann");
    ASSERT_FALSE(lease);
    EXPECT_EQ(lease.error().kind, ErrorKind::busy);
    EXPECT_EQ(lease.error().trail.back(), "waiting 60s for it");
    EXPECT_LT(story.clock.waited(), 61s);
    ASSERT_FALSE(story.notices.all.empty());
    EXPECT_EQ(story.notices.all.front(), "waiting for 20s so far: bob has it");
}

}  // namespace
}  // namespace tagwarden::tests
