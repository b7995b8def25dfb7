// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/ledger/tags_in_bytes.h"

namespace tagwarden {

bool TagsInBytes::sound() const
{
    const auto known = texts_.size();
    for (std::size_t at = 0; at < size(); ++at) {
        if (word(at, TagColumns::place) >= places_.size()) return false;
        for (std::size_t which = 0; which < tag_texts; ++which)
            if (word(at, TagColumns::first_text + which) >= known) return false;
    }
    return true;
}

std::size_t TagsInBytes::size() const
{
    return words_.size() / sizeof(std::uint32_t) / TagColumns::count;
}

std::string_view TagsInBytes::text(std::size_t at, TagText which) const
{
    return texts_[word(at, TagColumns::first_text + static_cast<std::size_t>(which))];
}

Time TagsInBytes::time(std::size_t at) const
{
    return Time(std::chrono::seconds(wide_word_at(words_, at * TagColumns::count + TagColumns::time)));
}

std::int64_t TagsInBytes::sequence(std::size_t at) const
{
    return wide_word_at(words_, at * TagColumns::count + TagColumns::sequence);
}

}  // namespace tagwarden
