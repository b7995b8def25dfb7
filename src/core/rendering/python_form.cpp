// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/rendering/python_form.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "base/text.h"
#include "core/version/characters.h"

namespace tagwarden {

namespace {

struct Stage {
    std::string_view word;
    std::string_view python;
};

// The first of each is how it is read back.
constexpr std::array stages{Stage{"alpha", "a"}, Stage{"a", "a"},  Stage{"beta", "b"}, Stage{"b", "b"},
                            Stage{"rc", "rc"},   Stage{"c", "rc"}, Stage{"pre", "rc"}, Stage{"preview", "rc"}};
constexpr std::array development_words{Stage{"dev", ".dev"}, Stage{"nightly", ".dev"}};

std::string in_lower_case(std::string_view text)
{
    std::string lowered(text);
    std::ranges::transform(lowered, lowered.begin(), lower);
    return lowered;
}

/// Reads the identifiers of a pre-release one after the other.
class Identifiers {
public:
    explicit Identifiers(std::string_view prerelease)
    {
        if (!prerelease.empty()) all_ = split(prerelease, '.');
    }

    bool at_end() const { return at_ == all_.size(); }

    /// One of these words and its number, which may be attached (rc1), follow behind a dot (rc.1) or be absent (rc).
    std::optional<std::string> take_phase(std::span<const Stage> words)
    {
        if (at_end()) return std::nullopt;
        const auto identifier = all_[at_];
        const auto word_end = end_of_letters(identifier, 0);
        const auto word = in_lower_case(identifier.substr(0, word_end));
        const auto known = std::ranges::find(words, word, &Stage::word);
        const auto number = identifier.substr(word_end);
        if (known == words.end() || !(number.empty() || all_digits(number))) return std::nullopt;
        ++at_;
        const auto behind = number.empty() ? take_number().value_or("0") : number;
        return std::string(known->python) + without_leading_zeros(behind);
    }

    std::optional<std::string_view> take_number()
    {
        if (at_end() || !all_digits(all_[at_])) return std::nullopt;
        return all_[at_++];
    }

private:
    std::vector<std::string_view> all_;
    std::size_t at_ = 0;
};

/// PEP 440, "Local version identifiers": letters and digits in segments; numbers are written without leading zeros.
std::string local_version(std::string_view ordinal, std::string_view build)
{
    std::vector<std::string> segments;
    if (!ordinal.empty()) segments.emplace_back(ordinal);
    auto dotted = in_lower_case(build);
    std::ranges::replace(dotted, '-', '.');
    for (const auto segment : split(dotted, '.'))
        if (!segment.empty())
            segments.push_back(all_digits(segment) ? without_leading_zeros(segment) : std::string(segment));
    return segments.empty() ? "" : "+" + join(segments, ".");
}

bool is_date(std::string_view number)
{
    return number.size() == 8 && (number.starts_with("19") || number.starts_with("20"));
}

/// Goes along a text of python_form().
class Walk {
public:
    explicit Walk(std::string_view text) : rest_(text) {}

    bool skip(std::string_view word)
    {
        if (!rest_.starts_with(word)) return false;
        rest_.remove_prefix(word.size());
        return true;
    }

    bool number_follows(std::size_t at) const { return at < rest_.size() && is_digit(rest_[at]); }

    std::string number()
    {
        const auto end = end_of_digits(rest_, 0);
        const std::string digits(rest_.substr(0, end));
        rest_.remove_prefix(end);
        return digits;
    }

    std::string_view rest() const { return rest_; }

private:
    std::string_view rest_;
};

void add_identifier(std::string& prerelease, std::string_view word, std::string_view number)
{
    if (!prerelease.empty()) prerelease += '.';
    prerelease += fmt::format("{}.{}", word, number);
}

bool read_stage(Walk& walk, std::string& prerelease)
{
    for (const auto& stage : stages)
        if (walk.skip(stage.python)) {
            add_identifier(prerelease, stage.word, walk.number());
            return true;
        }
    return false;
}

}  // namespace

Result<std::string> python_form(const VersionParts& parts)
{
    Identifiers identifiers(parts.prerelease);
    const auto stage = identifiers.take_phase(stages);
    const auto development = identifiers.take_phase(development_words);
    const auto ordinal = development ? identifiers.take_number().value_or("") : std::string_view();
    if (!identifiers.at_end())
        return fail(
            ErrorKind::usage,
            fmt::format("Python has no form that sorts rightly for the pre-release '{}'", excerpt(parts.prerelease)),
            "it knows alpha, beta and rc with one number, and dev");
    std::vector<std::string> numbers;
    for (const auto& number : parts.numbers) numbers.push_back(without_leading_zeros(number));
    return join(numbers, ".") + stage.value_or("") + (stage && development ? ".post1" : "") + development.value_or("") +
           local_version(ordinal, parts.build);
}

Result<VersionParts> read_python_form(std::string_view text)
{
    VersionParts parts;
    Walk walk(text);
    do parts.numbers.push_back(walk.number());
    while (walk.number_follows(1) && walk.skip("."));

    const bool staged = read_stage(walk, parts.prerelease);
    if (staged) walk.skip(".post1");
    const bool development = walk.skip(".dev");
    if (development) {
        const auto number = walk.number();
        add_identifier(parts.prerelease, is_date(number) ? "nightly" : "dev", number);
    }
    const bool local = walk.skip("+");
    if (development && local && walk.number_follows(0)) {
        const auto segment = walk.rest().substr(0, walk.rest().find('.'));
        if (all_digits(segment)) {
            parts.prerelease += fmt::format(".{}", segment);
            walk.skip(segment);
            walk.skip(".");
        }
    }
    if (!local && !walk.rest().empty())
        return fail(ErrorKind::usage, fmt::format("'{}' says more than the versions of this order do", excerpt(text)));
    parts.build = walk.rest();
    return parts;
}

}  // namespace tagwarden
