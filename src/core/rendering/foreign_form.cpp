// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include <fmt/format.h>

#include <array>
#include <optional>

#include "base/text.h"
#include "core/rendering/forms.h"
#include "core/rendering/tool.h"
#include "core/version/characters.h"

namespace tagwarden {

namespace {

std::size_t end_of_leading_numbers(std::string_view text)
{
    auto end = end_of_digits(text, 0);
    while (has(text, end, '.') && end_of_digits(text, end + 1) > end + 1) end = end_of_digits(text, end + 1);
    return end;
}

/// How this order sees a text next to the numbers that it begins with: before them, after them, or as the same.
std::optional<std::weak_ordering> place_in(Order order, std::string_view text)
{
    const auto version = Version::parse(order, text);
    const auto base = Version::parse(order, text.substr(0, end_of_leading_numbers(text)));
    if (!version || !base) return std::nullopt;
    return *version <=> *base;
}

/// The numbers, a character of the format's own that says "before the release", and the rest.
std::string written_before(std::string_view text, Order target)
{
    const auto end = end_of_leading_numbers(text);
    const bool separated = has(text, end, '-') || has(text, end, '~') || has(text, end, '.') || has(text, end, '_');
    const auto rest = text.substr(separated ? end + 1 : end);
    const std::string_view mark = target == Order::semver ? "-" : target == Order::pep440 ? "" : "~";
    return fmt::format("{}{}{}", text.substr(0, end), mark, rest);
}

Result<std::string> write_for(const Version& version, Order target)
{
    const auto place = place_in(version.order(), version.str());
    for (const auto& candidate : {version.str(), written_before(version.str(), target)})
        if (place && place_in(target, candidate) == place) return candidate;
    return fail(ErrorKind::usage, fmt::format("'{}' is no version for {}, or none that would sort as it does here",
                                              excerpt(version.str()), tool_of(target)));
}

bool is_own(Order order, Format format)
{
    return (order == Order::deb && format == Format::deb) || (order == Order::rpm && format == Format::rpm) ||
           (order == Order::pep440 && format == Format::python);
}

Result<std::string> write_rpm(const Version& version)
{
    auto text = version.order() == Order::rpm ? version.str() : write_for(version, Order::rpm);
    if (text && at_last_dash(*text).behind.empty()) *text += "-1";
    return text;
}

}  // namespace

Result<std::string> write_foreign(const Version& version, Format format)
{
    if (is_own(version.order(), format)) return version.str();
    switch (format) {
        case Format::semver: return write_for(version, Order::semver);
        case Format::deb: return write_for(version, Order::deb);
        case Format::python: return write_for(version, Order::pep440);
        case Format::rpm: return write_rpm(version);
        case Format::rpm_version:
        case Format::rpm_release: {
            const auto whole = write_rpm(version);
            if (!whole) return whole;
            const auto [before, behind] = at_last_dash(*whole);
            return std::string(format == Format::rpm_version ? before.substr(before.find(':') + 1) : behind);
        }
        case Format::plain:
        case Format::tag: break;
    }
    return version.str();
}

Result<std::string> read_foreign(Order order, Format format, std::string_view text)
{
    if (format != Format::rpm || order == Order::rpm) return std::string(text);
    // A release that was only put there is taken away again; one that belongs to the version stays.
    const auto [before, behind] = at_last_dash(text);
    return std::string(behind == "1" ? before : text);
}

}  // namespace tagwarden
