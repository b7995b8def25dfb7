// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/same_version.h"

#include "base/text.h"
#include "core/version_tags.h"

namespace tagwarden {

bool says_version(Order order, const std::string& expected, std::string_view text)
{
    if (trim(text) == expected) return true;
    const auto wanted = parse_version_text(order, expected);
    const auto said = parse_version_text(order, text);
    if (!wanted || !said || *wanted != *said) return false;
    // Build metadata has no order, but two builds are not one.
    return said->str().find('+') == std::string::npos || said->str() == wanted->str();
}

}  // namespace tagwarden
