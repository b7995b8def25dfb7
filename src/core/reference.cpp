// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/reference.h"

#include <fmt/format.h>

#include "base/text.h"

namespace tagwarden {

namespace {

/// Where the tag begins: the last ':' behind the last '/', but not the one of a scheme such as "oci:".
std::size_t tag_colon(std::string_view text)
{
    if (text.starts_with("docker-archive:")) return std::string_view::npos;
    std::size_t scheme = 0;
    for (const std::string_view prefix : {"oci:", "oci-archive:"})
        if (text.starts_with(prefix)) scheme = prefix.size();
    const auto colon = text.rfind(':');
    if (colon == std::string_view::npos || colon < scheme) return std::string_view::npos;
    const auto slash = text.rfind('/');
    if (slash != std::string_view::npos && colon < slash) return std::string_view::npos;
    return colon;
}

/// The part behind a layout's folder that looks like a tag but for a '/'; empty where there is none. "out:feature/x" is
/// more often that than a folder below "out:feature".
std::string_view slashed_tag(std::string_view text)
{
    constexpr std::string_view layout = "oci:";
    const auto colon = text.starts_with(layout) ? text.find(':', layout.size()) : std::string_view::npos;
    if (colon == std::string_view::npos || text.ends_with('/') || text.rfind('/') < colon) return {};
    return text.substr(colon + 1);
}

}  // namespace

Result<Reference> Reference::parse(std::string_view text)
{
    if (auto shown = refuse_login(text); !shown) return fail(shown.error());
    auto rest = text;
    std::optional<Digest> digest;
    if (const auto at = rest.rfind('@'); at != std::string_view::npos && rest.find(':', at) != std::string_view::npos) {
        auto parsed = Digest::parse(rest.substr(at + 1));
        if (!parsed)
            return during(fmt::format("reading the reference '{}'", printable(text)),
                          Error{ErrorKind::usage, parsed.error().message, {}, {}});
        digest = std::move(*parsed);
        rest = rest.substr(0, at);
    }
    std::optional<TagName> tag;
    if (const auto colon = tag_colon(rest); colon != std::string_view::npos) {
        auto parsed = TagName::parse(rest.substr(colon + 1));
        if (!parsed) return during(fmt::format("reading the reference '{}'", printable(text)), parsed.error());
        tag = std::move(*parsed);
        rest = rest.substr(0, colon);
    } else if (const auto slashed = slashed_tag(rest); !slashed.empty()) {
        return fail(ErrorKind::usage, fmt::format("'{}' is not a tag: '/' is not allowed", excerpt(slashed)),
                    "for a folder with a ':' in its name write a '/' behind it");
    }
    auto location = Location::parse(rest);
    if (!location) return fail(location.error());
    return Reference{std::move(*location), std::move(tag), std::move(digest)};
}

std::string Reference::str() const
{
    auto text = location.str();
    if (tag)
        text += ":" + tag->str();
    else if (tag_colon(text) != std::string_view::npos || !slashed_tag(text).empty())
        text += '/';  // a folder named "a:1": without the slash, 1 would be a tag
    if (digest) text += "@" + digest->str();
    return text;
}

}  // namespace tagwarden
