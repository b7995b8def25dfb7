// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "core/rendering/format.h"
#include "core/version/version.h"

namespace tagwarden {

// How the versions of an order are written and read: a file for each family of orders. Only render() and
// read_rendering() use these. They see to it that what is written is valid in its format, and that what is read is
// what would have been written; so none of these checks its result. `plain` never comes here.

/// `semver` and `calver`.
Result<std::string> write_dotted(const Version& version, Format format);
Result<std::string> read_dotted(Format format, std::string_view text);

/// `omnibus`: as the real pipeline and its packager (chef/omnibus) write them. The version is what stands before the
/// last '-', the iteration what stands behind it, "0" where nothing does.
Result<std::string> write_omnibus(const Version& version, Format format);
Result<std::string> read_omnibus_form(Format format, std::string_view text);

/// `deb`, `rpm`, `pep440` and `natural`, which have the form of nobody else: the text itself where another tool takes
/// it and puts it on the same side of its X.Y.Z; a pre-release with '~' or '-' where that does it.
Result<std::string> write_foreign(const Version& version, Format format);
Result<std::string> read_foreign(Order order, Format format, std::string_view text);

/// "1.2-3" as "1.2" and "3"; without a '-' the second is empty.
struct AtLastDash {
    std::string_view before;
    std::string_view behind;
};

inline AtLastDash at_last_dash(std::string_view text)
{
    const auto dash = text.rfind('-');
    if (dash == std::string_view::npos) return {text, {}};
    return {text.substr(0, dash), text.substr(dash + 1)};
}

}  // namespace tagwarden
