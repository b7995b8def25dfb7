// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/system/process_mark.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

#include "adapters/system/environment.h"

namespace tagwarden {
namespace {

/// A process that waits until it is killed; its mark is this one's with another start.
class Child {
public:
    Child()
    {
        int ends[2] = {};
        EXPECT_EQ(pipe(ends), 0);
        number_ = fork();
        if (number_ == 0) {
            const auto holder = lease_holder({{"USER", "kid"}});
            if (write(ends[1], holder.data(), holder.size()) < 0) _exit(1);
            while (true) pause();
        }
        std::string text(512, '\0');
        const auto count = read(ends[0], text.data(), text.size());
        holder_ = text.substr(0, static_cast<std::size_t>(count));
        close(ends[0]);
        close(ends[1]);
    }
    ~Child()
    {
        kill();
        reap();
    }

    const std::string& holder() const { return holder_; }
    void kill() const { ::kill(number_, SIGKILL); }
    void reap() const { waitpid(number_, nullptr, 0); }
    void wait_until_dead() const
    {
        siginfo_t told{};
        waitid(P_PID, static_cast<id_t>(number_), &told, WEXITED | WNOWAIT);
    }

private:
    pid_t number_ = 0;
    std::string holder_;
};

TEST(ProcessMark, a_holder_that_was_killed_is_gone_even_before_its_parent_knows)
{
    const Child child;
    EXPECT_FALSE(holder_is_gone(child.holder())) << child.holder();
    child.kill();
    child.wait_until_dead();
    EXPECT_TRUE(holder_is_gone(child.holder())) << child.holder();
    child.reap();
    EXPECT_TRUE(holder_is_gone(child.holder())) << child.holder();
}

TEST(ProcessMark, a_number_that_another_process_has_now_is_not_the_holder)
{
    const auto mark = process_mark();
    ASSERT_FALSE(mark.empty());
    EXPECT_FALSE(process_is_gone(getpid(), mark));
    EXPECT_TRUE(process_is_gone(getpid(), mark + "0"));
}

TEST(ProcessMark, a_holder_of_another_machine_or_of_no_mark_is_never_known_to_be_gone)
{
    const auto mark = process_mark();
    const auto start = mark.substr(mark.find('.'));
    EXPECT_FALSE(process_is_gone(4'000'000, "00000000" + start));
    EXPECT_FALSE(process_is_gone(4'000'000, ""));
    for (const std::string holder : {"", "bob@other", "bob@other pid 4000000", "bob (x) pid 7", "bob pid (7.1)",
                                     "bob pid 4000000 (00000000.1)", "bob pid -1 (a.b)"})
        EXPECT_FALSE(holder_is_gone(holder)) << holder;
    EXPECT_TRUE(process_is_gone(4'194'304 + 1, mark)) << "no process has a number above the largest one";
}

}  // namespace
}  // namespace tagwarden
