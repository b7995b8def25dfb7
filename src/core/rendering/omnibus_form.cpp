// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

// chef/omnibus, lib/omnibus/packagers/deb.rb and rpm.rb, safe_version: '-' becomes '~', then every run of other
// characters that are not allowed becomes one '_' (which dpkg refuses, so that such a version has no deb form).
// The iteration is not touched.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"
#include "core/rendering/forms.h"
#include "core/rendering/python_form.h"
#include "core/version/characters.h"

namespace tagwarden {

namespace {

constexpr std::string_view no_iteration = "0";  // what the pipeline writes where a tag has none

struct OmnibusParts {
    std::string version;
    std::string iteration;
};

OmnibusParts parts_of(std::string_view text)
{
    const auto [version, iteration] = at_last_dash(text);
    return {std::string(version), std::string(iteration.empty() ? no_iteration : iteration)};
}

std::string safe_version(std::string_view version)
{
    std::string safe;
    bool in_run = false;
    for (const char c : version) {
        const bool stays = is_letter(c) || is_digit(c) || c == '.' || c == '+' || c == '-' || c == '~';
        if (stays) safe += c == '-' ? '~' : c;
        if (!stays && !in_run) safe += '_';
        in_run = !stays;
    }
    return safe;
}

/// Where "rc42" ends that an iteration begins with: 0 when it does not.
std::size_t end_of_candidate(std::string_view iteration)
{
    if (!iteration.starts_with("rc")) return 0;
    const auto end = end_of_digits(iteration, 2);
    return end == iteration.size() || iteration[end] == '.' ? end : 0;
}

/// SemVer has one place each for what comes before a release (the candidate) and for everything else.
VersionParts semver_parts(const OmnibusParts& omnibus)
{
    auto parts = with_three_numbers(version_parts(omnibus.version));
    std::string_view iteration = omnibus.iteration;
    if (const auto end = end_of_candidate(iteration); end > 0 && parts.prerelease.empty()) {
        parts.prerelease = iteration.substr(0, end);
        iteration.remove_prefix(std::min(end + 1, iteration.size()));
    }
    if (parts.build.empty())
        parts.build = iteration;
    else if (iteration != no_iteration)
        parts.build += fmt::format(".{}", iteration);
    return parts;
}

bool is_build_of_a_branch(std::string_view build)
{
    constexpr std::array<std::string_view, 4> words{"rnightly", "rfbranch", "internal", "stable"};
    return std::ranges::any_of(words, [&](std::string_view word) { return build.starts_with(word); });
}

std::string omnibus_text(VersionParts parts)
{
    if (is_build_of_a_branch(parts.build)) return fmt::format("{}-{}", text_of(parts), no_iteration);
    auto iteration = std::exchange(parts.build, "");
    if (end_of_candidate(parts.prerelease) > 0) {
        const auto candidate = std::exchange(parts.prerelease, "");
        iteration = iteration.empty() ? candidate : fmt::format("{}.{}", candidate, iteration);
    }
    return fmt::format("{}-{}", text_of(parts), iteration);
}

/// Python's reader says "rc.42", an iteration "rc42".
VersionParts with_attached_number(VersionParts parts)
{
    if (parts.prerelease.starts_with("rc.")) parts.prerelease.erase(2, 1);
    return parts;
}

std::string read_safe_version(std::string_view text)
{
    auto [version, iteration] = parts_of(text);
    std::ranges::replace(version, '~', '-');
    return fmt::format("{}-{}", version, iteration);
}

}  // namespace

Result<std::string> write_omnibus(const Version& version, Format format)
{
    const auto parts = parts_of(version.str());
    switch (format) {
        case Format::semver: return text_of(semver_parts(parts));
        case Format::python: return python_form(semver_parts(parts));
        case Format::deb:
        case Format::rpm: return fmt::format("{}-{}", safe_version(parts.version), parts.iteration);
        case Format::rpm_version: return safe_version(parts.version);
        case Format::rpm_release: return parts.iteration;
        case Format::plain:
        case Format::tag: break;
    }
    return version.str();
}

Result<std::string> read_omnibus_form(Format format, std::string_view text)
{
    switch (format) {
        case Format::semver: return omnibus_text(version_parts(text));
        case Format::python: {
            const auto parts = read_python_form(text);
            if (!parts) return fail(parts.error());
            return omnibus_text(with_attached_number(*parts));
        }
        case Format::deb:
        case Format::rpm: return read_safe_version(text);
        case Format::plain:
        case Format::tag:
        case Format::rpm_version:
        case Format::rpm_release: break;
    }
    return std::string(text);
}

}  // namespace tagwarden
