// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "render/amounts.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace tagwarden {

std::string size_text(std::int64_t bytes)
{
    constexpr std::array units{"B", "KiB", "MiB", "GiB", "TiB"};
    auto size = static_cast<double>(bytes);
    std::size_t unit = 0;
    for (; size >= 1024 && unit + 1 < units.size(); ++unit) size /= 1024;
    return unit == 0 ? fmt::format("{} B", bytes) : fmt::format("{:.1f} {}", size, units[unit]);
}

std::string length_text(std::chrono::milliseconds length)
{
    using namespace std::chrono_literals;
    if (length < 10s) return fmt::format("{:.1f} s", std::chrono::duration<double>(length).count());
    const auto seconds = std::chrono::round<std::chrono::seconds>(length);
    if (seconds < 60s) return fmt::format("{} s", seconds.count());
    if (seconds < 1h) return fmt::format("{} min {} s", seconds / 1min, seconds % 1min / 1s);
    return fmt::format("{} h {} min", seconds / 1h, seconds % 1h / 1min);
}

std::string rate_text(std::int64_t bytes, std::chrono::milliseconds length)
{
    const auto milliseconds = std::max<std::int64_t>(length.count(), 1);
    return size_text(static_cast<std::int64_t>(static_cast<double>(bytes) * 1000 / static_cast<double>(milliseconds))) +
           "/s";
}

std::string count_text(std::size_t count, std::string_view noun)
{
    return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

}  // namespace tagwarden
