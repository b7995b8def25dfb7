// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

/// What the names of omnibus-gitlab's tags say.
namespace tagwarden::omnibus {

/// "13.1.0" of "13.1.0+ce.0"; "" when the text does not begin with three numbers.
std::string_view three_numbers(std::string_view text);

/// The version a tag gives, which is less than its name: "13.1.0" of "13.1.0+rc42.ce.0", "1.2.3-foo.3" of
/// "v1.2.3-foo-3". A pre-release counts only when it follows '-' or '.' (chef/omnibus, lib/omnibus/build_version.rb).
/// A usage error when the tag does not begin with three numbers.
Result<std::string> version_of_tag(std::string_view tag);

/// What follows the '+' up to the next '-'; "0" when that is nothing (lib/gitlab/build_iteration.rb).
std::string iteration_of_tag(std::string_view tag);

/// "11.10.12345+5159f2949cb.59c9fa631": three numbers and two revisions (check.rb, AUTO_DEPLOY_TAG_REGEX).
bool is_auto_deploy_tag(std::string_view tag);

/// Whether a tag is of "ce" or of "ee": git's pattern '*[+.]ee.*'.
bool is_of_edition(std::string_view tag, std::string_view edition);

/// The edition that a tag or a version names: "ee" of 13.1.0-rc42.ee.0; "" where it names none, as builds between tags.
std::string edition_named_in(std::string_view text);

/// The tags in git's version order, "rc" counting as a pre-release, the highest first. Those that do not begin with two
/// numbers are no versions and are left out.
std::vector<std::string> highest_first(const std::vector<std::string>& tags);

}  // namespace tagwarden::omnibus
