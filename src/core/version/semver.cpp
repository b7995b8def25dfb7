// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/version/characters.h"
#include "core/version/semver_tail.h"

namespace tagwarden {

Reading read_semver(std::string_view text, KeyWriter& key)
{
    Shape shape;
    std::size_t at = 0;
    for (std::size_t place = 0; place < shape.numbers.size(); ++place) {
        if (place > 0 && !has(text, at++, '.')) return wants("'.' and a further number", at - 1);
        const auto end = end_of_digits(text, at);
        if (end == at) return wants("a digit", at);
        shape.numbers[place] = text.substr(at, end - at);
        if (shape.numbers[place].size() > 1 && text[at] == '0') return wants("a number without leading zeros", at);
        key.put_number(shape.numbers[place], at);
        at = end;
    }
    const auto prerelease = read_semver_tail(text, at, key);
    if (!prerelease) return std::unexpected(prerelease.error());
    shape.prerelease = *prerelease;
    return shape;
}

}  // namespace tagwarden
