// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

// The order is git's (versioncmp.c of git 2.39, `--sort=v:refname` with versionsort.prereleaseSuffix=rc), which is
// glibc's strverscmp() with one thing on top: where two names part, one that has "rc" there comes first.
//
// Both decide by what the names have in common and the next few characters. So the names form a tree, whose branches
// have an order at each node, and a key is the way from the root, one code for each branch:
//
//   - a number that begins with 1 to 9 is one branch: the longer number is the higher;
//   - a number that begins with 0 is read as a fraction: 000 < 00 < 01 < 010 < 09 < 0;
//   - "rc" comes before everything, the end included, unless it follows another "rc" directly (there git compares
//     characters again); so does the "c" of an "rc" whose "r" the names share.

#include <optional>

#include "core/version/leading_numbers.h"
#include "core/version/reading.h"

namespace tagwarden {

namespace {

// Codes below those of characters, of which the lowest that a version may have is '!'.
constexpr char rest_of_rc = '\x00';
constexpr char begin_of_rc = '\x01';
constexpr char end_of_text = '\x02';

// Behind nothing but zeros: more zeros, then other digits, then anything else.
constexpr char further_zero = '\x03';
constexpr char first_other_digit = '\x04';
constexpr char end_of_zeros = '\x05';

class TreeWalk {
public:
    TreeWalk(std::string_view text, KeyWriter& key) : text_(text), key_(key) {}

    void run()
    {
        while (at_ < text_.size()) {
            if (text_[at_] == '0')
                put_fraction();
            else if (is_digit(text_[at_]))
                put_integer();
            else
                put_character();
        }
        key_.put(end_of_text, at_);
    }

private:
    bool shared_end_is(std::string_view word) const { return text_.substr(0, at_).ends_with(word); }
    bool candidate_begins() const { return has(text_, at_, 'r') && has(text_, at_ + 1, 'c') && !shared_end_is("rc"); }

    void put_character()
    {
        const char c = text_[at_];
        if (candidate_begins())
            key_.put(begin_of_rc, at_);
        else if (c == 'c' && shared_end_is("r"))
            key_.put(rest_of_rc, at_);
        else
            key_.put(c, at_);
        ++at_;
    }

    void put_integer()
    {
        const auto end = end_of_digits(text_, at_);
        key_.put('1', at_);  // stands for '1' to '9' among other characters
        key_.put_number(text_.substr(at_, end - at_), at_);
        at_ = end;
    }

    void put_fraction()
    {
        key_.put('0', at_++);
        for (; has(text_, at_, '0'); ++at_) key_.put(further_zero, at_);
        if (candidate_begins()) return;  // it comes before even another zero
        const auto end = end_of_digits(text_, at_);
        key_.put(end > at_ ? first_other_digit : end_of_zeros, at_);
        for (; at_ < end; ++at_) key_.put(text_[at_], at_);
    }

    std::string_view text_;
    KeyWriter& key_;
    std::size_t at_ = 0;
};

/// What a git tag may not have (git check-ref-format), and the '/' of a path.
std::optional<Flaw> find_flaw(std::string_view text)
{
    constexpr std::string_view forbidden = " ~^:?*[\\/\x7f";
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (is_letter(text[at]) || is_digit(text[at])) continue;
        const auto c = static_cast<unsigned char>(text[at]);
        if (c < ' ' || forbidden.find(text[at]) != std::string_view::npos)
            return Flaw{at, "a character that a tag may have"};
        if ((c == '.' && has(text, at + 1, '.')) || (c == '@' && has(text, at + 1, '{')))
            return Flaw{at + 1, "something else behind this character"};
    }
    if (text.ends_with('.') || text.ends_with(".lock")) return Flaw{text.size(), "another end than '.' or '.lock'"};
    return std::nullopt;
}

}  // namespace

Reading read_omnibus(std::string_view text, KeyWriter& key)
{
    const auto major_end = end_of_digits(text, 0);
    if (major_end == 0) return wants("a digit", 0);
    if (!has(text, major_end, '.')) return wants("'.' and a further number", major_end);
    if (end_of_digits(text, major_end + 1) == major_end + 1) return wants("a digit", major_end + 1);
    if (const auto flaw = find_flaw(text)) return std::unexpected(*flaw);
    TreeWalk(text, key).run();
    // "stable = no rc anywhere": the pipeline's own rule.
    return Shape{leading_numbers(text), text.find("rc") != std::string_view::npos, {}, {}};
}

}  // namespace tagwarden
