// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/system/stop_signals.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <functional>
#include <thread>

#include "adapters/system/system_clock.h"

namespace tagwarden {
namespace {

/// What becomes of a process that does this: its exit code, or minus the signal that ended it.
int outcome(const std::function<int()>& act)
{
    const auto child = fork();
    if (child == 0) _exit(act());
    int status = 0;
    EXPECT_EQ(waitpid(child, &status, 0), child);
    return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

TEST(StopSignals, the_first_signal_stops_and_says_which_it_was)
{
    for (const int signal : {SIGINT, SIGTERM})
        EXPECT_EQ(outcome([signal] {
                      StopSignals stop;
                      stop.listen();
                      const bool before = stop.stopped();
                      raise(signal);
                      return (before ? 1 : 0) + (stop.stopped() ? 2 : 0) + (stop.terminated() ? 4 : 0);
                  }),
                  signal == SIGTERM ? 6 : 2);
}

TEST(StopSignals, the_second_signal_ends_the_process_whichever_the_first_was)
{
    for (const int first : {SIGINT, SIGTERM})
        for (const int second : {SIGINT, SIGTERM})
            EXPECT_EQ(outcome([first, second] {
                          StopSignals stop;
                          stop.listen();
                          raise(first);
                          raise(second);
                          return 0;
                      }),
                      -second);
}

TEST(StopSignals, a_stop_that_is_put_off_is_known_and_counts_when_its_time_is_over)
{
    EXPECT_EQ(outcome([] {
                  StopSignals stop;
                  stop.listen();
                  stop.put_off(std::chrono::hours(1));
                  raise(SIGINT);
                  const int while_put_off = (stop.stopped() ? 1 : 0) + (stop.requested() ? 2 : 0);
                  stop.put_off(std::chrono::milliseconds(0));
                  return while_put_off + (stop.stopped() ? 4 : 0);
              }),
              6);
}

TEST(StopSignals, who_does_not_listen_is_ended_by_the_first)
{
    EXPECT_EQ(outcome([] {
                  const StopSignals stop;
                  raise(SIGINT);
                  return stop.stopped() ? 1 : 0;
              }),
              -SIGINT);
}

TEST(StopSignals, who_attends_is_stopped_by_the_first_and_ended_by_the_second)
{
    const auto attending = [](int signals) {
        return outcome([signals] {
            const StopSignals stop;
            const auto attention = stop.attend();
            for (int i = 0; i < signals; ++i) raise(SIGTERM);
            return (stop.stopped() ? 1 : 0) + (stop.terminated() ? 2 : 0);
        });
    };
    EXPECT_EQ(attending(0), 0);
    EXPECT_EQ(attending(1), 3);
    EXPECT_EQ(attending(2), -SIGTERM);
}

TEST(StopSignals, who_attends_no_longer_is_ended_by_the_first)
{
    EXPECT_EQ(outcome([] {
                  const StopSignals stop;
                  for (int i = 0; i < 2; ++i) stop.attend();
                  raise(SIGINT);
                  return 0;
              }),
              -SIGINT);
}

TEST(StopSignals, what_was_heard_while_somebody_attended_is_not_forgotten)
{
    EXPECT_EQ(outcome([] {
                  StopSignals stop;
                  auto attention = stop.attend();
                  raise(SIGINT);
                  attention.reset();
                  const bool then = stop.stopped();
                  stop.attend();
                  stop.listen();
                  return (then ? 1 : 0) + (stop.stopped() ? 2 : 0);
              }),
              3);
}

TEST(StopSignals, who_listens_goes_on_when_others_attend_no_longer)
{
    EXPECT_EQ(outcome([] {
                  StopSignals stop;
                  stop.listen();
                  stop.attend();
                  raise(SIGINT);
                  return stop.stopped() ? 7 : 0;
              }),
              7);
}

TEST(StopSignals, a_signal_that_was_ignored_stays_ignored)
{
    EXPECT_EQ(outcome([] {
                  signal(SIGINT, SIG_IGN);
                  StopSignals stop;
                  stop.listen();
                  raise(SIGINT);
                  return stop.stopped() ? 1 : 0;
              }),
              0);
}

TEST(StopSignals, a_wait_in_another_thread_than_the_one_that_gets_the_signal_ends)
{
    EXPECT_EQ(outcome([] {
                  StopSignals stop;
                  stop.listen();
                  std::jthread waiting([&] { SystemClock(stop).wait(std::chrono::hours(1)); });
                  raise(SIGINT);  // to this thread
                  return 7;
              }),
              7);
}

}  // namespace
}  // namespace tagwarden
