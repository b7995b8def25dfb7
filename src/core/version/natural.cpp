// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

// The order for tags of which nothing is known. A tag is read as
//
//   [prefix] number[.number…] [stage word [number[.number…]]]… [-flavour]
//
// where stage words are the ones that people use for "before" and "after" a release (rc, beta, dev; post, r, p),
// and whatever else follows is a flavour: alpine3.20, rocm, slim-bookworm. Prefix and flavour say which kind of
// image it is, not which version, and come last in the key.

#include <algorithm>
#include <optional>

#include "core/version/leading_numbers.h"
#include "core/version/reading.h"

namespace tagwarden {

namespace {

constexpr char end_of_list = '\x00';
constexpr char further_number = '\x01';

// What can follow the numbers, from low to high. Behind a stage the end comes before everything: rc.1 < rc.1.dev.3
constexpr char nothing_behind_stage = '\x00';
constexpr char development = '\x01';
constexpr char alpha = '\x02';
constexpr char beta = '\x03';
constexpr char preview = '\x04';
constexpr char candidate = '\x05';
constexpr char release = '\x06';
constexpr char revision = '\x07';
constexpr char attached_letter = '\x08';

struct Word {
    std::string_view spelling;
    char stage;
};

constexpr std::array words{
    Word{"dev", development},
    Word{"snapshot", development},
    Word{"nightly", development},
    Word{"alpha", alpha},
    Word{"a", alpha},
    Word{"beta", beta},
    Word{"b", beta},
    Word{"milestone", preview},
    Word{"m", preview},
    Word{"pre", preview},
    Word{"preview", preview},
    Word{"ea", preview},
    Word{"rc", candidate},
    Word{"cr", candidate},
    Word{"c", candidate},
    Word{"r", revision},
    Word{"rev", revision},
    Word{"revision", revision},
    Word{"p", revision},
    Word{"patch", revision},
    Word{"post", revision},
    Word{"sp", revision},
    Word{"u", revision},
    Word{"build", revision},
};

bool is_separator(std::string_view text, std::size_t at)
{
    return has(text, at, '-') || has(text, at, '_') || has(text, at, '.') || has(text, at, '+') || has(text, at, '~');
}

bool is_lower_case_of(std::string_view text, std::string_view word)
{
    return std::ranges::equal(text, word, {}, lower);
}

/// Numbers with '.' between them; where they end.
std::size_t put_numbers(std::string_view text, std::size_t at, KeyWriter& key)
{
    for (;;) {
        const auto end = end_of_digits(text, at);
        key.put(further_number, at);
        key.put_number(text.substr(at, end - at), at);
        at = end;
        if (!has(text, at, '.') || end_of_digits(text, at + 1) == at + 1) break;
        ++at;
    }
    key.put(end_of_list, at);
    return at;
}

struct Stage {
    char rank = 0;
    std::size_t at = 0;          ///< of the word
    std::size_t numbers_at = 0;  ///< behind it; where no number is, its end
};

/// The stage that begins here: a word that ends at a separator, a digit or the end. A single letter is one only
/// with its number at once behind it, else it may be anything.
std::optional<Stage> find_stage(std::string_view text, std::size_t at)
{
    const bool separated = is_separator(text, at);
    if (separated) ++at;
    const auto word_end = end_of_letters(text, at);
    const bool number_follows = word_end < text.size() && is_digit(text[word_end]);
    if (word_end == at) return separated && number_follows ? std::optional(Stage{revision, at, at}) : std::nullopt;
    if (word_end < text.size() && !number_follows && !is_separator(text, word_end)) return std::nullopt;

    const auto word = text.substr(at, word_end - at);
    if (word.size() == 1 && !number_follows)
        return separated ? std::nullopt : std::optional(Stage{attached_letter, at, word_end});
    const auto known = std::ranges::find_if(words, [&](const Word& it) { return is_lower_case_of(word, it.spelling); });
    if (known == words.end()) return std::nullopt;
    const auto behind = number_follows ? word_end : word_end + 1;
    const bool has_number = end_of_digits(text, std::min(behind, text.size())) > behind;
    return Stage{known->stage, at, has_number ? behind : word_end};
}

std::size_t put_stages(std::string_view text, std::size_t at, Shape& shape, KeyWriter& key)
{
    char nothing = release;
    while (const auto stage = find_stage(text, at)) {
        shape.prerelease |= stage->rank < release;
        key.put(stage->rank, stage->at);
        if (stage->rank == attached_letter) key.put(lower(text[stage->at]), stage->at);
        at = stage->numbers_at;
        if (end_of_digits(text, at) > at)
            at = put_numbers(text, at, key);
        else
            key.put(end_of_list, at);
        nothing = nothing_behind_stage;
    }
    key.put(nothing, at);
    return at;
}

/// "4b08305": a commit's name is no version, even if digits come first.
bool is_object_name(std::string_view text)
{
    constexpr std::size_t shortest = 7;
    const auto hex = [](char c) { return is_digit(c) || (lower(c) >= 'a' && lower(c) <= 'f'); };
    const auto letters = std::ranges::count_if(text, is_letter);
    return text.size() >= shortest && std::ranges::all_of(text, hex) &&
           (letters > 1 || (letters == 1 && !is_letter(text.back())));
}

}  // namespace

Reading read_natural(std::string_view text, KeyWriter& key)
{
    std::size_t at = 0;
    while (at < text.size() && !is_digit(text[at])) {
        const auto c = static_cast<unsigned char>(text[at]);
        if (c <= ' ' || c >= 0x7F) return wants("a version with a number in it", at);
        ++at;
    }
    if (at == text.size()) return wants("a version with a number in it", at);
    if (is_object_name(text.substr(at))) return wants("a version, not the name of an object", at);

    Shape shape;
    const auto prefix = text.substr(0, at);
    if (!is_lower_case_of(prefix, "v")) shape.prefix = prefix;
    shape.numbers = leading_numbers(text.substr(at));
    at = put_stages(text, put_numbers(text, at, key), shape, key);
    shape.flavour = text.substr(is_separator(text, at) ? at + 1 : at);
    for (auto i = at; i < text.size(); ++i)
        if (static_cast<unsigned char>(text[i]) <= ' ' || text[i] == '\x7F')
            return wants("a character that a tag may have", i);
    key.put_text(shape.flavour, text.size() - shape.flavour.size());
    key.put(end_of_list, text.size());
    key.put_text(shape.prefix, 0);
    key.put(end_of_list, prefix.size());
    return shape;
}

}  // namespace tagwarden
