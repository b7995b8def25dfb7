// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/rendering/format.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"

namespace tagwarden {

namespace {

constexpr std::array formats{Format::plain,       Format::semver,      Format::deb, Format::rpm,
                             Format::rpm_version, Format::rpm_release, Format::tag, Format::python};

}  // namespace

std::span<const Format> all_formats()
{
    return formats;
}

std::string_view name_of(Format format)
{
    switch (format) {
        case Format::plain: return "plain";
        case Format::semver: return "semver";
        case Format::deb: return "deb";
        case Format::rpm: return "rpm";
        case Format::rpm_version: return "rpm-version";
        case Format::rpm_release: return "rpm-release";
        case Format::tag: return "tag";
        case Format::python: return "python";
    }
    return "";
}

Result<Format> format_named(std::string_view name)
{
    const auto found = std::ranges::find(formats, name, [](Format format) { return name_of(format); });
    if (found != formats.end()) return *found;
    std::vector<std::string> names;
    for (const auto format : formats) names.emplace_back(name_of(format));
    return fail(ErrorKind::usage, fmt::format("there is no format '{}'{}", printable(name), did_you_mean(name, names)),
                "choose one of " + join(names, ", "));
}

}  // namespace tagwarden
