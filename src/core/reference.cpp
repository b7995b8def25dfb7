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

}  // namespace

Result<Reference> Reference::parse(std::string_view text)
{
    auto rest = text;
    std::optional<Digest> digest;
    if (const auto at = rest.rfind('@'); at != std::string_view::npos && rest.find(':', at) != std::string_view::npos) {
        auto parsed = Digest::parse(rest.substr(at + 1));
        if (!parsed) return during(fmt::format("reading the reference '{}'", printable(text)), parsed.error());
        digest = std::move(*parsed);
        rest = rest.substr(0, at);
    }
    std::optional<TagName> tag;
    if (const auto colon = tag_colon(rest); colon != std::string_view::npos) {
        auto parsed = TagName::parse(rest.substr(colon + 1));
        if (!parsed) return during(fmt::format("reading the reference '{}'", printable(text)), parsed.error());
        tag = std::move(*parsed);
        rest = rest.substr(0, colon);
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
    else if (tag_colon(text) != std::string_view::npos)
        text += '/';  // a folder named "a:1": without the slash, 1 would be a tag
    if (digest) text += "@" + digest->str();
    return text;
}

}  // namespace tagwarden
