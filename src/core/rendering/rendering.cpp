// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/rendering/rendering.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "core/rendering/forms.h"
#include "core/rendering/loss.h"
#include "core/rendering/tool.h"
#include "core/slug.h"
#include "core/version/characters.h"

namespace tagwarden {

namespace {

/// rpm 4.18, build/parsePreamble.c: what a Version and a Release may have. A '-' stands between the two.
bool rpmbuild_takes_field(std::string_view text)
{
    return std::ranges::all_of(text, [](char c) {
        return is_letter(c) || is_digit(c) || std::string_view("._+~^").find(c) != std::string_view::npos;
    });
}

bool rpmbuild_takes(Format format, std::string_view text)
{
    if (format != Format::rpm) return rpmbuild_takes_field(text);
    const auto epoch = end_of_digits(text, 0);
    if (epoch > 0 && has(text, epoch, ':')) text.remove_prefix(epoch + 1);
    const auto [version, release] = at_last_dash(text);
    return rpmbuild_takes_field(version) && rpmbuild_takes_field(release);
}

Result<void> check_valid(const Version& version, Format format, const std::string& text)
{
    const auto order = order_of(format);
    const bool parses = !order || Version::parse(*order, text);
    if (parses && (order != Order::rpm || rpmbuild_takes(format, text))) return {};
    return fail(ErrorKind::usage, fmt::format("'{}' has no {} form: '{}' would not be valid there",
                                              excerpt(version.str()), name_of(format), excerpt(text)));
}

/// The omnibus pipeline replaces each '+' and looks at nothing else (lib/gitlab/build/info/docker.rb).
Result<std::string> tag_of(const Version& version)
{
    auto text = version.str();
    if (version.order() == Order::omnibus) std::ranges::replace(text, '+', '-');
    const auto tag = version.order() == Order::omnibus ? TagName::parse(text) : slug(text);
    if (!tag) return fail(tag.error());
    return tag->str();
}

Result<std::string> write(const Version& version, Format format)
{
    if (format == Format::plain) return version.str();
    if (format == Format::tag) return tag_of(version);
    switch (version.order()) {
        case Order::semver:
        case Order::calver: return write_dotted(version, format);
        case Order::omnibus: return write_omnibus(version, format);
        case Order::deb:
        case Order::rpm:
        case Order::pep440:
        case Order::natural: break;
    }
    return write_foreign(version, format);
}

Result<std::string> read(Order order, Format format, std::string_view text)
{
    if (format == Format::plain || format == Format::tag) return std::string(text);
    switch (order) {
        case Order::semver:
        case Order::calver: return read_dotted(format, text);
        case Order::omnibus: return read_omnibus_form(format, text);
        case Order::deb:
        case Order::rpm:
        case Order::pep440:
        case Order::natural: break;
    }
    return read_foreign(order, format, text);
}

}  // namespace

Result<std::string> rendered_text(const Version& version, Format format)
{
    auto text = write(version, format);
    if (!text) return during(fmt::format("writing '{}' as {}", excerpt(version.str()), name_of(format)), text.error());
    if (const auto valid = check_valid(version, format, *text); !valid) return fail(valid.error());
    return text;
}

Result<Rendering> render(const Version& version, Format format)
{
    auto text = rendered_text(version, format);
    if (!text) return fail(text.error());
    auto lost = loss(version, format, *text);
    return Rendering{std::move(*text), std::move(lost)};
}

Result<Version> read_rendering(Order order, Format format, std::string_view text)
{
    if (format == Format::rpm_release)
        return fail(ErrorKind::usage,
                    fmt::format("'{}' is a release alone, which does not say the version", excerpt(text)));
    const auto read_text = read(order, format, text);
    if (!read_text) return fail(read_text.error());
    auto version = Version::parse(order, *read_text);
    if (!version) return version;
    const auto again = rendered_text(*version, format);
    if (!again) return fail(again.error());
    if (*again != text)
        return fail(ErrorKind::usage, fmt::format("'{}' is not how {} writes '{}': that would be '{}'", excerpt(text),
                                                  name_of(format), excerpt(version->str()), excerpt(*again)));
    return version;
}

}  // namespace tagwarden
