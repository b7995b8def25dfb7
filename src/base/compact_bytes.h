// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace tagwarden {

/// Writes numbers and texts in few bytes: small numbers take one, and each text is written once, before all numbers.
class CompactWriter {
public:
    void number(std::uint64_t value);
    void signed_number(std::int64_t value);
    void flag(bool value) { number(value ? 1 : 0); }
    void text(std::string_view text) { number(number_of(text)); }

    /// In four bytes whatever its value: for rows that are to be found by their place.
    void word(std::uint32_t value);
    /// Likewise in eight, which are two words.
    void wide_word(std::int64_t value);
    /// The place of a text among all texts.
    std::uint32_t number_of(std::string_view text);

    /// The numbers that `write` writes, kept out of these bytes so that block() can add them in one piece; its texts go
    /// among all texts. Within `write` place() counts from its own first byte.
    template <class Write>
    std::string aside(const Write& write)
    {
        auto before = std::exchange(numbers_, {});
        write();
        return std::exchange(numbers_, std::move(before));
    }
    std::size_t place() const { return numbers_.size(); }
    /// Bytes that are passed over in one step.
    void block(std::string_view bytes);

    std::string take() const;

private:
    struct Hash : std::hash<std::string_view> {
        using is_transparent = void;
    };

    std::string numbers_;
    std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> texts_;
    std::vector<std::string_view> in_order_;  ///< the keys of texts_, which stay where they are
};

/// The texts where they lie: finding one costs the same however many there are.
class CompactTexts {
public:
    CompactTexts() = default;
    CompactTexts(std::string_view ends, std::string_view bytes);

    std::size_t size() const;
    /// "" where there is none.
    std::string_view operator[](std::size_t place) const;

private:
    std::string_view ends_;  ///< words: where each text ends in bytes_
    std::string_view bytes_;
};

/// Reads what a CompactWriter wrote, in the same order. Where the bytes are something else it notes so once, and from
/// then on gives zeros and empty texts. The bytes have to live as long, and as long as the texts.
class CompactReader {
public:
    explicit CompactReader(std::string_view bytes);
    /// Reads on in these bytes of a block.
    void go_to(std::string_view block) { rest_ = block; }

    std::uint64_t number();
    std::int64_t signed_number();
    bool flag() { return number() != 0; }
    std::string_view text();

    /// How many elements follow, each of at least one byte: never more than there are bytes for.
    std::uint64_t count();

    /// This many of the next words, for word_at().
    std::string_view words(std::uint64_t count);

    std::string_view block() { return bytes(number()); }

    const CompactTexts& texts() const { return texts_; }

    bool wrong() const { return wrong_; }
    bool at_end() const { return rest_.empty(); }
    /// Notes that what was read makes no sense.
    void give_up();

private:
    std::string_view bytes(std::uint64_t size);

    std::string_view rest_;
    CompactTexts texts_;
    bool wrong_ = false;
};

std::uint32_t word_at(std::string_view words, std::size_t place);
std::int64_t wide_word_at(std::string_view words, std::size_t place);

}  // namespace tagwarden
