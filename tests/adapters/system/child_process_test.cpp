// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/system/child_process.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>

#include "adapters/system/stop_signals.h"
#include "tests/support/temporary_folder.h"

namespace tagwarden {

using namespace std::chrono_literals;

namespace {

ChildProcess shell(const std::string& script)
{
    return ChildProcess{.arguments = {"/bin/sh", "-c", script}, .folder = "/", .environment = {}};
}

std::size_t open_files()
{
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd"))
        count += entry.path().empty() ? 0U : 1U;
    return count;
}

bool has_children()
{
    return waitpid(-1, nullptr, WNOHANG) >= 0;
}

}  // namespace

TEST(ChildProcess, keeps_output_and_errors_apart_and_gives_the_exit_code)
{
    const auto outcome = run(shell("echo out; echo err >&2; exit 3"));
    ASSERT_TRUE(outcome) << outcome.error().message;
    EXPECT_EQ(outcome->output, "out\n");
    EXPECT_EQ(outcome->errors, "err\n");
    EXPECT_EQ(outcome->exit_code, 3);
}

TEST(ChildProcess, passes_arguments_on_without_interpreting_them)
{
    const std::string hostile = "a b; $(touch x) `y` * \"q\" 'r' \\";
    const auto outcome = run({.arguments = {"printf", "%s", hostile}, .folder = "/", .environment = {}});
    ASSERT_TRUE(outcome) << outcome.error().message;
    EXPECT_EQ(outcome->output, hostile);
}

TEST(ChildProcess, runs_in_its_folder_with_the_added_environment_and_no_input)
{
    tests::TemporaryFolder folder;
    auto child = shell("pwd -P; echo \"$TAGWARDEN_TEST\"; echo \"${PATH:+kept}\"; wc -c");
    child.folder = folder.path();
    child.environment = {{"TAGWARDEN_TEST", "x = y"}};
    const auto outcome = run(child);
    ASSERT_TRUE(outcome) << outcome.error().message;
    EXPECT_EQ(outcome->output, std::filesystem::canonical(folder.path()).string() + "\nx = y\nkept\n0\n");
}

TEST(ChildProcess, reads_its_input_to_the_end)
{
    auto child = shell("cat");
    child.input = std::string(300000, 'x') + "\n";  // more than a pipe holds
    const auto outcome = run(child);
    ASSERT_TRUE(outcome) << outcome.error().message;
    EXPECT_EQ(outcome->output, child.input);
}

TEST(ChildProcess, may_leave_its_input_unread)
{
    auto child = shell("exec <&-; echo done");
    child.input = std::string(300000, 'x');
    const auto outcome = run(child);
    ASSERT_TRUE(outcome) << outcome.error().message;
    EXPECT_EQ(outcome->output, "done\n");
}

TEST(ChildProcess, is_found_by_the_path_that_is_given_to_it)
{
    tests::TemporaryFolder folder;
    std::filesystem::permissions(folder.write("bin/greet", "#!/bin/sh\necho hello\n"),
                                 std::filesystem::perms::owner_all);
    folder.write("data/greet", "not a program");
    ChildProcess child{.arguments = {"greet"}, .folder = folder.path(), .environment = {}};
    EXPECT_FALSE(run(child));

    child.environment["PATH"] = (folder / "nothing") + ":" + (folder / "data") + ":" + (folder / "bin") + ":/usr/bin";
    const auto outcome = run(child);
    ASSERT_TRUE(outcome) << outcome.error().message;
    EXPECT_EQ(outcome->output, "hello\n");
}

TEST(ChildProcess, is_not_found_in_the_folder_where_it_runs)
{
    tests::TemporaryFolder folder;
    std::filesystem::permissions(folder.write("greet", "#!/bin/sh\necho hello\n"), std::filesystem::perms::owner_all);
    for (const std::string path : {"", ".", ":/usr/bin", "/usr/bin:"}) {
        const auto outcome = run({.arguments = {"greet"}, .folder = folder.path(), .environment = {{"PATH", path}}});
        ASSERT_FALSE(outcome) << path;
        EXPECT_EQ(outcome.error().message, "there is no program 'greet'");
    }
}

TEST(ChildProcess, reads_both_outputs_side_by_side)
{
    // More than a pipe holds on either: reading one after the other would never end.
    const auto outcome =
        run(shell("head -c 300000 /dev/zero >&2; head -c 300000 /dev/zero; head -c 300000 /dev/zero >&2"));
    ASSERT_TRUE(outcome) << outcome.error().message;
    EXPECT_EQ(outcome->output.size(), 300000);
    EXPECT_EQ(outcome->errors.size(), 600000);
}

TEST(ChildProcess, tells_a_missing_program_from_a_missing_folder)
{
    const auto program = run({.arguments = {"no-such-program-here"}, .folder = "/", .environment = {}});
    ASSERT_FALSE(program);
    EXPECT_EQ(program.error().kind, ErrorKind::not_found);
    EXPECT_EQ(program.error().message, "there is no program 'no-such-program-here'");

    const auto folder = run({.arguments = {"true"}, .folder = "/no/such/folder", .environment = {}});
    ASSERT_FALSE(folder);
    EXPECT_EQ(folder.error().kind, ErrorKind::local);
    EXPECT_EQ(folder.error().message, "'/no/such/folder' is not a folder");
}

TEST(ChildProcess, is_killed_with_all_it_started_when_its_time_is_over)
{
    tests::TemporaryFolder folder;
    auto child = shell("sleep 100 & echo $! > grandchild; wait");
    child.folder = folder.path();
    child.time_limit = 300ms;
    const auto before = std::chrono::steady_clock::now();
    const auto outcome = run(child);
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().kind, ErrorKind::local);
    EXPECT_EQ(outcome.error().message, "the program '/bin/sh' did not end within 300 ms, and was killed");
    EXPECT_LT(std::chrono::steady_clock::now() - before, 30s);
    EXPECT_FALSE(has_children());

    const auto grandchild = std::stoi(folder.read("grandchild"));
    const auto state = [&] {  // the process may stay a moment as a zombie, until init takes it
        std::ifstream stat("/proc/" + std::to_string(grandchild) + "/stat");
        std::string id, name, letter;
        stat >> id >> name >> letter;
        return letter;
    };
    for (const auto until = before + 30s;
         std::chrono::steady_clock::now() < until && state() != "" && state() != "Z";) {
    }
    EXPECT_TRUE(state() == "" || state() == "Z") << state();
}

TEST(ChildProcess, is_killed_when_it_only_closed_its_outputs)
{
    auto child = shell("exec >&- 2>&-; exec sleep 100");
    child.time_limit = 300ms;
    const auto outcome = run(child);
    ASSERT_FALSE(outcome);
    EXPECT_FALSE(has_children());
}

/// A stop that comes when the child has made a file.
class StopWhenThere final : public StopSignal {
public:
    explicit StopWhenThere(std::filesystem::path file) : file_(std::move(file)) {}
    bool stopped() const override { return std::filesystem::exists(file_); }

private:
    std::filesystem::path file_;
};

TEST(ChildProcess, is_killed_when_this_program_is_stopped)
{
    for (const std::string script : {"touch started; exec sleep 100", "exec >&- 2>&-; touch started; exec sleep 100"}) {
        tests::TemporaryFolder folder;
        const StopWhenThere stop(folder.path() / "started");
        auto child = shell(script);
        child.folder = folder.path();
        child.stop = &stop;
        const auto outcome = run(child);
        ASSERT_FALSE(outcome) << script;
        EXPECT_EQ(outcome.error().kind, ErrorKind::interrupted);
        EXPECT_EQ(outcome.error().message, "stopped while the program '/bin/sh' was running, which was killed");
        EXPECT_FALSE(has_children());
    }
}

TEST(ChildProcess, is_not_left_behind_by_a_signal_that_nobody_listens_to_otherwise)
{
    const StopSignals stop;
    auto child = shell("kill -TERM $PPID; exec sleep 100");
    child.stop = &stop;
    const auto outcome = run(child);
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().kind, ErrorKind::interrupted);
    EXPECT_TRUE(stop.terminated());
    EXPECT_FALSE(has_children());
}

TEST(ChildProcess, is_killed_when_it_says_too_much)
{
    auto child = shell("cat /dev/zero");
    child.output_limit = 100000;
    const auto outcome = run(child);
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().message, "the program '/bin/sh' said more than 100000 bytes, and was killed");
    EXPECT_FALSE(has_children());
}

TEST(ChildProcess, may_say_as_much_as_its_limit)
{
    auto child = shell("printf 12345; printf 12345 >&2");
    child.output_limit = 5;
    EXPECT_TRUE(run(child));
    child.output_limit = 4;
    EXPECT_FALSE(run(child));
}

TEST(ChildProcess, a_signal_shows_in_the_exit_code)
{
    const auto outcome = run(shell("kill -TERM $$"));
    ASSERT_TRUE(outcome) << outcome.error().message;
    EXPECT_EQ(outcome->exit_code, 128 + SIGTERM);
}

TEST(ChildProcess, leaves_no_open_file_behind)
{
    const auto before = open_files();
    for (int i = 0; i < 20; ++i) {
        EXPECT_TRUE(run(shell("true")));
        EXPECT_FALSE(run({.arguments = {"no-such-program-here"}, .folder = "/", .environment = {}}));
    }
    EXPECT_EQ(open_files(), before);
}

}  // namespace tagwarden
