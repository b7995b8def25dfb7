// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/rendering/loss.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/text.h"
#include "core/rendering/rendering.h"
#include "core/rendering/version_parts.h"
#include "core/version/characters.h"

namespace tagwarden {

namespace {

constexpr std::size_t longest_tag = 128;  // distribution-spec 1.1, "Pulling manifests"

bool has_any(std::string_view text, char c)
{
    return text.find(c) != std::string_view::npos;
}

bool has_leading_zero(const VersionParts& parts)
{
    return std::ranges::any_of(parts.numbers, [](const std::string& it) { return it != without_leading_zeros(it); });
}

std::string why_for_tag(const Version& version, std::string_view text)
{
    if (version.str().size() > longest_tag && text.size() == longest_tag) return "the tag is cut to 128 characters";
    if (has_any(version.str(), '+')) return "the tag has '-' for '+'";
    return "";
}

std::string why_for_package(const Version& version)
{
    const auto parts = version_parts(version.str());
    if (has_any(parts.prerelease, '-')) return "'-' inside a pre-release becomes '.'";
    if (has_any(parts.build, '-')) return "'-' inside build metadata becomes '.'";
    if (join(parts.numbers, ".") != version.str().substr(0, join(parts.numbers, ".").size()))
        return "'-' between numbers becomes '.'";
    return "";
}

std::string why_for_numbers(const Version& version, Format format)
{
    const auto parts = version_parts(version.str());
    if (format == Format::semver && parts.numbers.size() < 3) return "SemVer has three numbers: '.0' is added";
    if (has_leading_zero(parts)) return "leading zeros of numbers are dropped";
    return "";
}

/// The first reason that holds; "" where none is known.
std::string why(const Version& version, Format format, std::string_view text)
{
    const bool dotted = version.order() == Order::semver || version.order() == Order::calver;
    switch (format) {
        case Format::tag: return why_for_tag(version, text);
        case Format::rpm_release: return "it is the release alone";
        case Format::rpm_version: return dotted ? why_for_package(version) : "the release is not part of it";
        case Format::deb:
        case Format::rpm: return dotted ? why_for_package(version) : "";
        case Format::semver:
        case Format::python: return why_for_numbers(version, format);
        case Format::plain: break;
    }
    return "";
}

/// SemVer 2.0.0, item 10: build metadata does not count. It must not be what tells two versions apart.
bool counts_everything(const Version& version, Format format, std::string_view text)
{
    if (format != Format::semver || !has_any(text, '+')) return true;
    const auto counted = Version::parse(version.order(), text.substr(0, text.find('+')));
    return counted && *counted == version;
}

std::string what_does_not_count(const Version& version)
{
    return has_any(version.str(), '+') ? "SemVer does not count what is behind '+'"
                                       : "SemVer does not count the iteration";
}

}  // namespace

std::string loss(const Version& version, Format format, std::string_view text)
{
    const auto back = read_rendering(version.order(), format, text);
    const bool same = back && back->str() == version.str();
    if (same) return counts_everything(version, format, text) ? "" : what_does_not_count(version);
    if (auto reason = why(version, format, text); !reason.empty()) return reason;
    return back ? fmt::format("it reads back as {}", back->str()) : "it does not read back";
}

}  // namespace tagwarden
