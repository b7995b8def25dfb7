// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/progress_line.h"

#include <fmt/format.h>

#include <chrono>
#include <mutex>
#include <string>

#include "render/amounts.h"

namespace tagwarden {

namespace {

using Clock = std::chrono::steady_clock;

class ProgressLine final : public Progress {
public:
    ProgressLine(StatusLine& line, std::function<Clock::time_point()> now) : line_(line), now_(std::move(now)) {}

    void begin(std::string_view what, std::int64_t bytes) override
    {
        const std::scoped_lock lock(mutex_);
        what_ = what;
        total_ = bytes;
        done_ = 0;
        moving_ = 0;
        begun_ = drawn_ = now_();
    }

    void advance(std::int64_t bytes) override
    {
        const std::scoped_lock lock(mutex_);
        done_ += bytes;
        draw();
    }

    void under_way(int blobs) override
    {
        const std::scoped_lock lock(mutex_);
        moving_ = blobs;
        draw();
    }

    void finish() override { line_.clear(); }

private:
    void draw()
    {
        const auto now = now_();
        if (now - drawn_ < std::chrono::milliseconds(100)) return;  // as often as an eye follows
        drawn_ = now;
        line_.show(text(std::chrono::duration_cast<std::chrono::milliseconds>(now - begun_)));
    }

    std::string text(std::chrono::milliseconds passed) const
    {
        auto text = size_text(done_);
        if (total_ > 0) text += " of " + size_text(total_);
        text += "  " + rate_text(done_, passed);
        if (total_ > done_ && done_ > 0) {
            const auto ratio = static_cast<double>(total_ - done_) / static_cast<double>(done_);
            text += "  " + length_text(std::chrono::duration_cast<std::chrono::milliseconds>(passed * ratio)) + " left";
        }
        if (moving_ > 0) text += "  " + count_text(static_cast<std::size_t>(moving_), "blob") + " moving";
        text += "  " + what_;  // behind the numbers: a narrow terminal shows only the beginning
        return text;
    }

    StatusLine& line_;
    std::function<Clock::time_point()> now_;
    std::mutex mutex_;
    std::string what_;
    std::int64_t total_ = 0;
    std::int64_t done_ = 0;
    int moving_ = 0;
    Clock::time_point begun_{};
    Clock::time_point drawn_{};
};

class ProgressLines final : public Progress {
public:
    explicit ProgressLines(StatusLine& line) : line_(line) {}

    void begin(std::string_view what, std::int64_t) override
    {
        const std::scoped_lock lock(mutex_);
        what_ = what;
        done_ = 0;
    }
    void advance(std::int64_t bytes) override
    {
        const std::scoped_lock lock(mutex_);
        done_ += bytes;
    }
    void under_way(int) override {}
    void finish() override
    {
        const std::scoped_lock lock(mutex_);
        if (!what_.empty()) line_.say(fmt::format("copied {}: {}\n", what_, size_text(done_)));
        what_.clear();
    }

private:
    StatusLine& line_;
    std::mutex mutex_;
    std::string what_;
    std::int64_t done_ = 0;
};

}  // namespace

std::unique_ptr<Progress> progress_lines(StatusLine& line)
{
    return std::make_unique<ProgressLines>(line);
}

std::unique_ptr<Progress> progress_line(StatusLine& line, std::function<Clock::time_point()> now)
{
    return std::make_unique<ProgressLine>(line, std::move(now));
}

}  // namespace tagwarden
