// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/system/child_process.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <optional>
#include <system_error>

#include "adapters/system/environment.h"
#include "base/file_descriptor.h"
#include "base/text.h"

namespace tagwarden {

namespace {

using Instant = std::chrono::steady_clock::time_point;

std::unexpected<Error> local_failure(const ChildProcess& child, std::string_view what, std::string hint)
{
    return fail(ErrorKind::local, fmt::format("the program '{}' {}", printable(child.arguments.front()), what),
                std::move(hint));
}

struct Pipe {
    FileDescriptor read_end;
    FileDescriptor write_end;
};

std::optional<Pipe> open_pipe()
{
    std::array<int, 2> ends{};
    // Closed on exec: a process that another thread starts meanwhile must not hold our pipe open.
    if (pipe2(ends.data(), O_CLOEXEC) != 0) return std::nullopt;
    return Pipe{FileDescriptor(ends[0]), FileDescriptor(ends[1])};
}

/// A file in memory with this text, at its beginning. Unlike a pipe it never makes us wait for a child that does not
/// read, and a child that ends early sends us no SIGPIPE.
std::optional<FileDescriptor> file_with(std::string_view text)
{
    FileDescriptor file(memfd_create("input", MFD_CLOEXEC));
    if (!file.is_open()) return std::nullopt;
    while (!text.empty()) {
        const auto count = write(file.number(), text.data(), text.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return std::nullopt;
        text.remove_prefix(static_cast<std::size_t>(count));
    }
    if (lseek(file.number(), 0, SEEK_SET) != 0) return std::nullopt;
    return file;
}

/// The program as it is started: from the PATH that was given to it, or left to that of this process.
std::optional<std::string> find_program(const ChildProcess& child)
{
    const auto& program = child.arguments.front();
    const auto path = child.environment.find("PATH");
    if (program.find('/') != std::string::npos || path == child.environment.end()) return program;
    for (const auto folder : split(path->second, ':')) {
        if (!folder.starts_with('/')) continue;
        auto file = fmt::format("{}/{}", folder, program);
        std::error_code problem;
        if (std::filesystem::is_regular_file(file, problem) && access(file.c_str(), X_OK) == 0) return file;
    }
    return std::nullopt;
}

std::vector<char*> pointers(std::vector<std::string>& texts)
{
    std::vector<char*> all;
    for (auto& text : texts) all.push_back(text.data());
    all.push_back(nullptr);
    return all;
}

std::vector<std::string> environment_of(const ChildProcess& child)
{
    auto variables = environment_variables();
    for (const auto& [name, value] : child.environment) variables[name] = value;
    std::vector<std::string> lines;
    for (const auto& [name, value] : variables) lines.push_back(name + "=" + value);
    return lines;
}

/// How the child begins: where, with which open files and signals.
class SpawnSettings {
public:
    SpawnSettings(const ChildProcess& child, const FileDescriptor& input, const Pipe& output, const Pipe& errors)
    {
        posix_spawn_file_actions_init(&actions_);
        posix_spawn_file_actions_adddup2(&actions_, input.number(), STDIN_FILENO);
        posix_spawn_file_actions_adddup2(&actions_, output.write_end.number(), STDOUT_FILENO);
        posix_spawn_file_actions_adddup2(&actions_, errors.write_end.number(), STDERR_FILENO);
        posix_spawn_file_actions_addchdir_np(&actions_, child.folder.c_str());
        posix_spawnattr_init(&attributes_);
        // A process group of its own, so that a kill reaches what the child itself started; and signals as a
        // fresh program expects them, whatever this process blocks or ignores.
        posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
        posix_spawnattr_setpgroup(&attributes_, 0);
        sigset_t signals;
        sigemptyset(&signals);
        posix_spawnattr_setsigmask(&attributes_, &signals);
        sigaddset(&signals, SIGPIPE);
        posix_spawnattr_setsigdefault(&attributes_, &signals);
    }
    ~SpawnSettings()
    {
        posix_spawnattr_destroy(&attributes_);
        posix_spawn_file_actions_destroy(&actions_);
    }
    SpawnSettings(const SpawnSettings&) = delete;
    SpawnSettings& operator=(const SpawnSettings&) = delete;

    const posix_spawn_file_actions_t* actions() const { return &actions_; }
    const posix_spawnattr_t* attributes() const { return &attributes_; }

private:
    posix_spawn_file_actions_t actions_{};
    posix_spawnattr_t attributes_{};
};

/// Says why not.
Result<void> may_go_on(const ChildProcess& child, Instant deadline)
{
    if (child.stop != nullptr && child.stop->stopped())
        return fail(ErrorKind::interrupted, fmt::format("stopped while the program '{}' was running, which was killed",
                                                        printable(child.arguments.front())));
    if (std::chrono::steady_clock::now() < deadline) return {};
    return local_failure(child, fmt::format("did not end within {} ms, and was killed", child.time_limit.count()),
                         "run it by hand to see what it waits for");
}

/// A started child. It is waited for exactly once; one that still runs when this goes away is killed.
class Running {
public:
    explicit Running(pid_t id) : id_(id) {}
    ~Running()
    {
        if (ended_) return;
        ::kill(-id_, SIGKILL);
        wait(0);
    }
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;

    Result<int> exit_code(const ChildProcess& child, Instant deadline)
    {
        // It closed its pipes already, so as a rule it has ended by now.
        while (!wait(WNOHANG)) {
            if (const auto on = may_go_on(child, deadline); !on) return fail(on.error());
            poll(nullptr, 0, 5);
        }
        return WIFSIGNALED(status_) ? 128 + WTERMSIG(status_) : WEXITSTATUS(status_);
    }

private:
    bool wait(int options)
    {
        pid_t answer = 0;
        do answer = waitpid(id_, &status_, options);
        while (answer < 0 && errno == EINTR);
        ended_ = answer != 0;
        return ended_;
    }

    pid_t id_;
    int status_ = 0;
    bool ended_ = false;
};

std::unexpected<Error> no_such_program(const ChildProcess& child)
{
    return fail(ErrorKind::not_found, fmt::format("there is no program '{}'", printable(child.arguments.front())),
                "install it, or add its folder to PATH");
}

Result<pid_t> start(const ChildProcess& child, const FileDescriptor& input, const Pipe& output, const Pipe& errors)
{
    const auto program = find_program(child);
    if (!program) return no_such_program(child);
    const SpawnSettings settings(child, input, output, errors);
    auto arguments = child.arguments;
    auto environment = environment_of(child);
    pid_t id = 0;
    const int problem = posix_spawnp(&id, program->c_str(), settings.actions(), settings.attributes(),
                                     pointers(arguments).data(), pointers(environment).data());
    if (problem == 0) return id;
    if (problem == ENOENT) return no_such_program(child);
    return local_failure(child, "cannot be started: " + std::generic_category().message(problem),
                         "check its permissions and the limits of this machine");
}

/// One of the child's outputs while it is read.
struct Stream {
    FileDescriptor from;
    std::string& text;
};

/// Takes what is there; false when reading failed.
bool take(Stream& stream)
{
    std::array<char, 65536> buffer;
    const auto count = read(stream.from.number(), buffer.data(), buffer.size());
    if (count < 0) return errno == EINTR || errno == EAGAIN;
    if (count == 0) stream.from.close();
    stream.text.append(buffer.data(), static_cast<std::size_t>(count));
    return true;
}

/// How long to wait for output before looking at the time again: as often as somebody who wants to stop this program
/// should be heard.
int milliseconds_to_wait(Instant deadline)
{
    constexpr std::int64_t most = 100;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
    return static_cast<int>(std::clamp<std::int64_t>(left.count(), 0, most));
}

/// Reads both outputs side by side until they end: a child that fills one while we wait for the other would hang.
Result<void> read_outputs(const ChildProcess& child, std::array<Stream, 2> streams, Instant deadline)
{
    while (streams[0].from.is_open() || streams[1].from.is_open()) {
        // poll() passes over the number -1, which a closed one has.
        std::array<pollfd, 2> waiting{pollfd{streams[0].from.number(), POLLIN, 0},
                                      pollfd{streams[1].from.number(), POLLIN, 0}};
        const int ready = poll(waiting.data(), waiting.size(), milliseconds_to_wait(deadline));
        if (ready < 0 && errno != EINTR) return local_failure(child, "cannot be waited for", "try again");
        if (ready <= 0)
            if (const auto on = may_go_on(child, deadline); !on) return on;
        for (std::size_t i = 0; ready > 0 && i < streams.size(); ++i) {
            if (waiting[i].revents == 0) continue;
            if (!take(streams[i])) return local_failure(child, "has an output that cannot be read", "try again");
            if (streams[i].text.size() > child.output_limit)
                return local_failure(child, fmt::format("said more than {} bytes, and was killed", child.output_limit),
                                     "run it by hand to see what it says");
        }
    }
    return {};
}

}  // namespace

Result<ChildOutcome> run(const ChildProcess& child)
{
    // Asked first, because a missing folder and a missing program look the same when a program is started.
    std::error_code problem;
    if (!std::filesystem::is_directory(child.folder, problem))
        return fail(ErrorKind::local, fmt::format("'{}' is not a folder", printable(child.folder.string())),
                    "check the path");
    const auto input = file_with(child.input);
    if (!input) return local_failure(child, "cannot be started: no memory for its input", "close something");
    auto output = open_pipe();
    auto errors = open_pipe();
    if (!output || !errors) return local_failure(child, "cannot be started: no pipe for its output", "close something");

    const auto attention = child.stop == nullptr ? nullptr : child.stop->attend();
    const auto deadline = std::chrono::steady_clock::now() + child.time_limit;
    const auto id = start(child, *input, *output, *errors);
    if (!id) return fail(id.error());
    Running running(*id);
    output->write_end.close();
    errors->write_end.close();

    ChildOutcome outcome;
    auto done = read_outputs(
        child,
        {Stream{std::move(output->read_end), outcome.output}, Stream{std::move(errors->read_end), outcome.errors}},
        deadline);
    if (!done) return fail(done.error());
    const auto code = running.exit_code(child, deadline);
    if (!code) return fail(code.error());
    outcome.exit_code = *code;
    return outcome;
}

}  // namespace tagwarden
