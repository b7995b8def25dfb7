// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/progress_line.h"

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <ostream>
#include <string>

namespace tagwarden {

std::string size_text(std::int64_t bytes)
{
    constexpr std::array units{"B", "KiB", "MiB", "GiB", "TiB"};
    auto size = static_cast<double>(bytes);
    std::size_t unit = 0;
    for (; size >= 1024 && unit + 1 < units.size(); ++unit) size /= 1024;
    return unit == 0 ? fmt::format("{} B", bytes) : fmt::format("{:.1f} {}", size, units[unit]);
}

namespace {

class ProgressLine final : public Progress {
public:
    explicit ProgressLine(std::ostream& out) : out_(out) {}

    void begin(std::string_view what, std::int64_t bytes) override
    {
        what_ = what;
        total_ = bytes;
        done_ = 0;
        begun_ = drawn_ = Clock::now();
    }

    void advance(std::int64_t bytes) override
    {
        done_ += bytes;
        // Ten times a second is as often as an eye follows.
        if (const auto now = Clock::now(); now - drawn_ >= std::chrono::milliseconds(100)) {
            drawn_ = now;
            draw(std::chrono::duration<double>(now - begun_).count());
        }
    }

    void finish() override
    {
        if (shown_) out_ << "\r\x1b[K" << std::flush;
        shown_ = false;
    }

private:
    using Clock = std::chrono::steady_clock;

    void draw(double seconds)
    {
        const auto rate = static_cast<double>(done_) / seconds;
        auto line = fmt::format("{}  {}", what_, size_text(done_));
        if (total_ > 0) line += " of " + size_text(total_);
        line += fmt::format("  {}/s", size_text(static_cast<std::int64_t>(rate)));
        if (total_ > done_ && rate > 0)
            line += fmt::format("  {:.0f} s left", static_cast<double>(total_ - done_) / rate);
        out_ << "\r" << line << "\x1b[K" << std::flush;
        shown_ = true;
    }

    std::ostream& out_;
    std::string what_;
    std::int64_t total_ = 0;
    std::int64_t done_ = 0;
    Clock::time_point begun_{};
    Clock::time_point drawn_{};
    bool shown_ = false;
};

class ProgressLines final : public Progress {
public:
    explicit ProgressLines(std::ostream& out) : out_(out) {}

    void begin(std::string_view what, std::int64_t) override
    {
        what_ = what;
        done_ = 0;
    }
    void advance(std::int64_t bytes) override { done_ += bytes; }
    void finish() override
    {
        if (!what_.empty()) out_ << "copied " << what_ << ": " << size_text(done_) << "\n";
        what_.clear();
    }

private:
    std::ostream& out_;
    std::string what_;
    std::int64_t done_ = 0;
};

}  // namespace

std::unique_ptr<Progress> progress_lines(std::ostream& out)
{
    return std::make_unique<ProgressLines>(out);
}

std::unique_ptr<Progress> progress_line(std::ostream& out)
{
    return std::make_unique<ProgressLine>(out);
}

}  // namespace tagwarden
