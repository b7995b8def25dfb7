// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/version_between_tags.h"

#include <fmt/format.h>

#include <algorithm>

namespace tagwarden {

namespace {

/// The number after this one, of any length.
std::string successor(std::string digits)
{
    auto at = digits.size();
    while (at > 0 && digits[at - 1] == '9') digits[--at] = '0';
    if (at == 0) return "1" + digits;
    ++digits[at - 1];
    return digits;
}

/// "1.8.2" after 1.8.1: the last of the numbers that a version begins with counts on.
std::string next_numbers(const std::string& version)
{
    const auto first = version.find_first_of("0123456789");
    const auto end = std::min(version.find_first_not_of("0123456789.", first), version.size());
    const auto last = version.substr(0, end).find_last_not_of("0123456789") + 1;
    return version.substr(0, last) + successor(version.substr(last, end - last));
}

std::string without_build_metadata(const std::string& text)
{
    return text.substr(0, text.find('+'));
}

/// What the new version begins with, and what stands before the rest.
std::string beginning(const VersionConfiguration& scheme, const UntaggedBuild& build)
{
    if (build.base && build.base->version.prerelease()) return without_build_metadata(build.base->version.str()) + ".";
    if (scheme.calendar) return scheme.calendar->next(build.base ? build.base->version.str() : "", build.date) + "-";
    return (build.base ? next_numbers(build.base->version.str()) : "0.0.1") + "-";
}

std::string date_digits(Time date)
{
    const auto text = format_time(date);  // 2026-11-22T…
    return text.substr(0, 4) + text.substr(5, 2) + text.substr(8, 2);
}

std::string counters(const UntaggedBuild& build)
{
    if (build.kind == BuildKind::nightly) return fmt::format("nightly.{}.{}", date_digits(build.date), build.ordinal);
    return fmt::format("dev.{}.{}", build.commits, build.ordinal);
}

}  // namespace

Result<Version> version_between_tags(const VersionConfiguration& scheme, const UntaggedBuild& build)
{
    if (scheme.order == Order::deb || scheme.order == Order::rpm || scheme.order == Order::pep440)
        return fail(ErrorKind::usage,
                    fmt::format("no tag on HEAD names a version, and the order {} has no form for a build between tags",
                                name_of(scheme.order)),
                    "tag the commit, or give --version");
    if (scheme.calendar && build.date < Time(std::chrono::sys_days{std::chrono::year{2000} / 1 / 1}))
        return fail(ErrorKind::usage,
                    fmt::format("the date of this build is {}, from which no calendar version can be made",
                                format_time(build.date)),
                    "correct SOURCE_DATE_EPOCH or TAGWARDEN_CREATED");
    return Version::parse(scheme.order, fmt::format("{}{}+g{}{}", beginning(scheme, build), counters(build),
                                                    build.commit.substr(0, 8), build.dirty ? ".dirty" : ""));
}

}  // namespace tagwarden
