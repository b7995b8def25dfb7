// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/compact_bytes.h"
#include "core/ledger/tag_table.h"

namespace tagwarden {

/// The words of a tag in the saved bytes.
struct TagColumns {
    enum : std::size_t {
        place,
        role,
        first_text,
        time = first_text + tag_texts,
        sequence = time + 2,
        count = sequence + 2
    };
};

/// Tags as rows of words that lie in saved bytes. Each row names texts and places that there are (sound()); that they
/// are digests and names of tags is the word of the program that saved them, which the checksum keeps.
class TagsInBytes final : public SavedTags {
public:
    /// `bytes` is what the others point into.
    TagsInBytes(std::shared_ptr<const std::string> bytes, const CompactTexts& texts, std::vector<Location> places,
                std::string_view words)
        : bytes_(std::move(bytes)), texts_(texts), places_(std::move(places)), words_(words)
    {
    }

    bool sound() const;

    std::size_t size() const override;
    const Location& location(std::size_t at) const override { return places_[word(at, TagColumns::place)]; }
    Role role(std::size_t at) const override { return word(at, TagColumns::role) == 0 ? Role::anchor : Role::channel; }
    std::string_view text(std::size_t at, TagText which) const override;
    Time time(std::size_t at) const override;
    std::int64_t sequence(std::size_t at) const override;

private:
    std::uint32_t word(std::size_t at, std::size_t column) const
    {
        return word_at(words_, at * TagColumns::count + column);
    }

    std::shared_ptr<const std::string> bytes_;
    CompactTexts texts_;
    std::vector<Location> places_;
    std::string_view words_;
};

}  // namespace tagwarden
