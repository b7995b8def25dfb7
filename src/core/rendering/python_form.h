// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "core/rendering/version_parts.h"

namespace tagwarden {

/// Parts as PEP 440 writes them. It has one number for a development release, so what else orders such builds goes
/// into the local version, whose numbers count as numbers:
///
///   1.9.0-rc.1 → 1.9.0rc1                 1.8.2-dev.5.77+gabc12345 → 1.8.2.dev5+77.gabc12345
///   1.9.0-beta1+x → 1.9.0b1+x             1.9.0-rc.1.dev.3.77+gabc → 1.9.0rc1.post1.dev3+77.gabc
///
/// The ".post1" makes the last one sort behind the candidate it was built after; a ".dev" alone sorts before it.
/// A usage error where the pre-release is none that Python knows.
Result<std::string> python_form(const VersionParts& parts);

/// Reads what python_form() writes; a development number that is a date is one of a nightly.
Result<VersionParts> read_python_form(std::string_view text);

}  // namespace tagwarden
