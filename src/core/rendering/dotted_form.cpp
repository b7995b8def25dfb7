// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "core/rendering/forms.h"
#include "core/rendering/python_form.h"

namespace tagwarden {

namespace {

constexpr std::string_view only_release = "1";  // an RPM of a version is built once

/// What dpkg and rpm both take as a version. Neither may have a '-' here: behind it a revision begins.
std::string package_version(VersionParts parts)
{
    std::ranges::replace(parts.prerelease, '-', '.');
    std::ranges::replace(parts.build, '-', '.');
    auto text = join(parts.numbers, ".");
    if (!parts.prerelease.empty()) text += "~" + parts.prerelease;
    if (!parts.build.empty()) text += "+" + parts.build;
    return text;
}

std::string read_package_version(std::string_view text)
{
    std::string read(text);
    if (const auto tilde = read.find('~'); tilde != std::string::npos) read[tilde] = '-';
    return read;
}

Result<std::string> semver_form(const VersionParts& parts)
{
    if (parts.numbers.size() > 3)
        return fail(ErrorKind::usage, fmt::format("SemVer has three numbers, and {} has {}", join(parts.numbers, "."),
                                                  parts.numbers.size()));
    return text_of(with_three_numbers(parts));
}

}  // namespace

Result<std::string> write_dotted(const Version& version, Format format)
{
    const auto parts = version_parts(version.str());
    switch (format) {
        case Format::semver: return semver_form(parts);
        case Format::deb:
        case Format::rpm_version: return package_version(parts);
        case Format::rpm: return fmt::format("{}-{}", package_version(parts), only_release);
        case Format::rpm_release: return std::string(only_release);
        case Format::python: return python_form(parts);
        case Format::plain:
        case Format::tag: break;
    }
    return version.str();
}

Result<std::string> read_dotted(Format format, std::string_view text)
{
    switch (format) {
        case Format::deb:
        case Format::rpm_version: return read_package_version(text);
        case Format::rpm: return read_package_version(at_last_dash(text).before);
        case Format::python: {
            const auto parts = read_python_form(text);
            if (!parts) return fail(parts.error());
            return text_of(*parts);
        }
        case Format::plain:
        case Format::semver:
        case Format::tag:
        case Format::rpm_release: break;
    }
    return std::string(text);
}

}  // namespace tagwarden
