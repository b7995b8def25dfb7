// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

// PEP 440 with all spellings of its appendix B; the order is that of `packaging`.

#include <algorithm>
#include <optional>
#include <span>

#include "core/version/characters.h"
#include "core/version/reading.h"

namespace tagwarden {

namespace {

constexpr char end_of_list = '\x00';
constexpr char further_number = '\x01';

// Stages of a release, from low to high.
constexpr char development_only = '\x00';
constexpr char alpha = '\x01';
constexpr char beta = '\x02';
constexpr char candidate = '\x03';
constexpr char final_release = '\x04';

constexpr char no_post = '\x00';
constexpr char post = '\x01';
constexpr char development = '\x00';
constexpr char no_development = '\x01';

constexpr char no_local = '\x00';
constexpr char local = '\x01';
constexpr char local_word = '\x01';
constexpr char local_number = '\x02';

struct Word {
    std::string_view spelling;
    char meaning;
};

// Longer spellings first: "preview" before "pre".
constexpr std::array<Word, 8> stage_words{{{"preview", candidate},
                                           {"alpha", alpha},
                                           {"beta", beta},
                                           {"pre", candidate},
                                           {"rc", candidate},
                                           {"a", alpha},
                                           {"b", beta},
                                           {"c", candidate}}};
constexpr std::array<Word, 3> post_words{{{"post", post}, {"rev", post}, {"r", post}}};
constexpr std::array<Word, 1> development_words{{{"dev", development}}};

bool is_white_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

bool is_separator(std::string_view text, std::size_t at)
{
    return has(text, at, '.') || has(text, at, '-') || has(text, at, '_');
}

/// "alpha-2", ".post", "DEV3": an optional separator, a word, an optional separator, an optional number.
struct Phase {
    char meaning = 0;
    std::string_view number;  ///< "": none, which counts as zero
    std::size_t number_at = 0;
    std::size_t end = 0;
};

bool has_word(std::string_view text, std::size_t at, std::string_view word)
{
    return text.size() - at >= word.size() && std::ranges::equal(text.substr(at, word.size()), word, {}, lower);
}

std::optional<Phase> find_phase(std::string_view text, std::size_t at, std::span<const Word> words)
{
    if (is_separator(text, at)) ++at;
    for (const auto& word : words) {
        if (!has_word(text, at, word.spelling)) continue;
        at += word.spelling.size();
        if (is_separator(text, at)) ++at;
        const auto end = end_of_digits(text, at);
        return Phase{word.meaning, text.substr(at, end - at), at, end};
    }
    return std::nullopt;
}

/// The short form of a post-release: "-1".
std::optional<Phase> find_post(std::string_view text, std::size_t at)
{
    if (has(text, at, '-'))
        if (const auto end = end_of_digits(text, at + 1); end > at + 1)
            return Phase{post, text.substr(at + 1, end - at - 1), at + 1, end};
    return find_phase(text, at, post_words);
}

void put_release_number(std::string_view digits, std::size_t at, KeyWriter& key)
{
    key.put(further_number, at);
    key.put_number(digits, at);
}

std::expected<std::size_t, Flaw> read_release(std::string_view text, std::size_t at, Shape& shape, KeyWriter& key)
{
    std::size_t zeros = 0;  // they count only when another number follows: 1.0 is 1
    for (std::size_t count = 0;; ++count) {
        const auto end = end_of_digits(text, at);
        if (end == at) return wants("a digit", at);
        const auto digits = text.substr(at, end - at);
        if (count < shape.numbers.size()) shape.numbers[count] = digits;
        if (digits.find_first_not_of('0') == std::string_view::npos) {
            ++zeros;
        } else {
            for (; zeros > 0; --zeros) put_release_number("", at, key);
            put_release_number(digits, at, key);
        }
        at = end;
        if (!has(text, at, '.') || end_of_digits(text, at + 1) == at + 1) break;
        ++at;
    }
    key.put(end_of_list, at);
    return at;
}

std::expected<std::size_t, Flaw> read_local(std::string_view text, std::size_t at, KeyWriter& key)
{
    if (!has(text, at, '+')) {
        key.put(no_local, at);
        return at;
    }
    key.put(local, at);
    do {
        auto end = ++at;
        while (end < text.size() && (is_letter(text[end]) || is_digit(text[end]))) ++end;
        if (end == at) return wants("a letter or a digit", at);
        const auto segment = text.substr(at, end - at);
        if (all_digits(segment)) {
            key.put_number_mark(local_number, at);
            key.put_number(segment, at);
        } else {
            key.put(local_word, at);
            for (auto i = at; i < end; ++i) key.put(lower(text[i]), i);
            key.put(end_of_list, end);
        }
        at = end;
    } while (is_separator(text, at));
    key.put(end_of_list, at);
    return at;
}

std::size_t read_epoch(std::string_view text, std::size_t at, KeyWriter& key)
{
    const auto end = end_of_digits(text, at);
    const bool is_epoch = end > at && has(text, end, '!');
    key.put_number(is_epoch ? text.substr(at, end - at) : "", at);
    return is_epoch ? end + 1 : at;
}

/// Pre-release, post-release and development release, which may each be absent.
std::size_t read_phases(std::string_view text, std::size_t at, Shape& shape, KeyWriter& key)
{
    const auto stage = find_phase(text, at, stage_words);
    const auto stage_end = stage ? stage->end : at;
    const auto posted = find_post(text, stage_end);
    const auto post_end = posted ? posted->end : stage_end;
    const auto dev = find_phase(text, post_end, development_words);

    // "1.0.dev1" comes before "1.0a1": the order of `packaging`, _cmpkey().
    key.put(stage ? stage->meaning : dev && !posted ? development_only : final_release, at);
    if (stage) key.put_number(stage->number, stage->number_at);
    key.put(posted ? post : no_post, stage_end);
    if (posted) key.put_number(posted->number, posted->number_at);
    key.put(dev ? development : no_development, post_end);
    if (dev) key.put_number(dev->number, dev->number_at);
    shape.prerelease = stage || dev;
    return dev ? dev->end : post_end;
}

}  // namespace

Reading read_pep440(std::string_view text, KeyWriter& key)
{
    Shape shape;
    std::size_t at = 0;
    while (at < text.size() && is_white_space(text[at])) ++at;
    auto end = text.size();
    while (end > at && is_white_space(text[end - 1])) --end;
    const auto whole = text.substr(0, end);

    if (has(whole, at, 'v') || has(whole, at, 'V')) ++at;
    const auto behind_release = read_release(whole, read_epoch(whole, at, key), shape, key);
    if (!behind_release) return std::unexpected(behind_release.error());
    const auto behind_phases = read_phases(whole, *behind_release, shape, key);
    const auto behind_local = read_local(whole, behind_phases, key);
    if (!behind_local) return std::unexpected(behind_local.error());
    if (*behind_local < end)
        return wants("a further number, a, b, rc, post, dev, a local version behind '+', or the end", *behind_local);
    return shape;
}

}  // namespace tagwarden
