// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <array>
#include <cstddef>
#include <expected>
#include <string_view>

#include "core/version/key_writer.h"

namespace tagwarden {

/// What an order sees in a text besides its key. The views are parts of that text.
struct Shape {
    std::array<std::string_view, 3> numbers;  ///< major, minor, patch, as far as it has them
    bool prerelease = false;
    std::string_view prefix;   ///< `natural`: what stands before the number, if it is more than a "v"
    std::string_view flavour;  ///< `natural`: "alpine3.20"
};

/// Where a text stops being a version. No text of its own: of a million lines, all may be wrong.
struct Flaw {
    std::size_t position = 0;
    std::string_view wanted;  ///< "a digit"
};

/// Either what was seen, or the first place where the text is wrong. Only inside this folder: for everybody else
/// Version::parse() turns a flaw into an Error.
using Reading = std::expected<Shape, Flaw>;

inline std::unexpected<Flaw> wants(std::string_view wanted, std::size_t position)
{
    return std::unexpected(Flaw{position, wanted});
}

// The orders: each reads a text and writes its key. Total: any bytes give a reading, and a key that was begun before
// a flaw was found is worth nothing.

/// Semantic Versioning 2.0.0, strictly: no leading "v", three numbers, no leading zeros.
/// Build metadata is allowed and does not count (item 10).
Reading read_semver(std::string_view text, KeyWriter& key);

/// What `dpkg --validate-version` accepts: [epoch:]upstream[-revision], blanks around it.
Reading read_deb(std::string_view text, KeyWriter& key);

/// [epoch:]version[-release] as rpm's rpmverParse() takes it apart. rpmvercmp() refuses nothing but an empty text.
Reading read_rpm(std::string_view text, KeyWriter& key);

/// PEP 440, appendix B: what `packaging.version.Version` accepts, in every spelling.
Reading read_pep440(std::string_view text, KeyWriter& key);

/// A version or git tag of the omnibus form: X.Y, then anything that a git tag may have.
Reading read_omnibus(std::string_view text, KeyWriter& key);

/// One to five numbers with '.' between them (or YYYY-MM-DD), then a pre-release and build metadata as in SemVer.
/// Leading zeros are fine: 2026.01 is 2026.1.
Reading read_calver(std::string_view text, KeyWriter& key);

/// A tag that somebody made up: [prefix]numbers[stage words][-flavour].
Reading read_natural(std::string_view text, KeyWriter& key);

}  // namespace tagwarden
