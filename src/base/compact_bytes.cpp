// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "base/compact_bytes.h"

#include <array>
#include <bit>
#include <cstring>

namespace tagwarden {

namespace {

// Seven bits a byte, the lowest first; the eighth says that more follow.
constexpr std::uint64_t low_bits = 0x7F;
constexpr unsigned more = 0x80;
constexpr unsigned width = 7;
constexpr unsigned last_shift = 63;

constexpr std::size_t word_size = sizeof(std::uint32_t);
constexpr unsigned word_bits = 32;

void append_number(std::string& bytes, std::uint64_t value)
{
    for (; value > low_bits; value >>= width) bytes += static_cast<char>((value & low_bits) | more);
    bytes += static_cast<char>(value);
}

void append_word(std::string& bytes, std::uint32_t value)
{
    const auto four = std::bit_cast<std::array<char, word_size>>(value);
    bytes.append(four.begin(), four.end());
}

}  // namespace

void CompactWriter::number(std::uint64_t value)
{
    append_number(numbers_, value);
}

// Numbers near zero are small either way: 0, -1, 1, -2, 2, ….
void CompactWriter::signed_number(std::int64_t value)
{
    const auto bits = static_cast<std::uint64_t>(value);
    number(value < 0 ? ~(bits << 1U) : bits << 1U);
}

void CompactWriter::word(std::uint32_t value)
{
    append_word(numbers_, value);
}

void CompactWriter::wide_word(std::int64_t value)
{
    const auto bits = static_cast<std::uint64_t>(value);
    word(static_cast<std::uint32_t>(bits));
    word(static_cast<std::uint32_t>(bits >> word_bits));
}

void CompactWriter::block(std::string_view bytes)
{
    number(bytes.size());
    numbers_ += bytes;
}

std::uint32_t CompactWriter::number_of(std::string_view text)
{
    if (const auto known = texts_.find(text); known != texts_.end()) return known->second;
    const auto place = static_cast<std::uint32_t>(in_order_.size());
    in_order_.emplace_back(texts_.emplace(text, place).first->first);
    return place;
}

// How many texts, where each of them ends, how long all are, all of them, and the numbers.
std::string CompactWriter::take() const
{
    std::string bytes;
    append_number(bytes, in_order_.size());
    std::size_t end = 0;
    for (const auto text : in_order_) append_word(bytes, static_cast<std::uint32_t>(end += text.size()));
    append_number(bytes, end);
    bytes.reserve(bytes.size() + end + numbers_.size());
    for (const auto text : in_order_) bytes += text;
    return bytes += numbers_;
}

CompactTexts::CompactTexts(std::string_view ends, std::string_view bytes) : ends_(ends), bytes_(bytes) {}

std::size_t CompactTexts::size() const
{
    return ends_.size() / word_size;
}

std::string_view CompactTexts::operator[](std::size_t place) const
{
    if (place >= size()) return {};
    const std::size_t from = place == 0 ? 0 : word_at(ends_, place - 1), to = word_at(ends_, place);
    return from <= to && to <= bytes_.size() ? bytes_.substr(from, to - from) : std::string_view();
}

CompactReader::CompactReader(std::string_view bytes) : rest_(bytes)
{
    const auto ends = words(count());
    texts_ = {ends, block()};
}

std::uint64_t CompactReader::number()
{
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift <= last_shift && !rest_.empty(); shift += width) {
        const auto byte = static_cast<unsigned char>(rest_.front());
        rest_.remove_prefix(1);
        value |= (byte & low_bits) << shift;
        if ((byte & more) == 0) return value;
    }
    give_up();
    return 0;
}

std::int64_t CompactReader::signed_number()
{
    const auto bits = number();
    return static_cast<std::int64_t>((bits & 1U) != 0 ? ~(bits >> 1U) : bits >> 1U);
}

std::string_view CompactReader::text()
{
    const auto place = number();
    if (!wrong_ && place < texts_.size()) return texts_[place];
    give_up();
    return {};
}

std::string_view CompactReader::bytes(std::uint64_t size)
{
    if (wrong_ || size > rest_.size()) {
        give_up();
        return {};
    }
    const auto taken = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return taken;
}

std::string_view CompactReader::words(std::uint64_t count)
{
    if (count <= rest_.size() / word_size) return bytes(count * word_size);
    give_up();
    return {};
}

std::uint64_t CompactReader::count()
{
    const auto announced = number();
    if (announced <= rest_.size()) return announced;
    give_up();
    return 0;
}

void CompactReader::give_up()
{
    wrong_ = true;
    rest_ = {};
}

std::uint32_t word_at(std::string_view words, std::size_t place)
{
    std::uint32_t value = 0;
    std::memcpy(&value, words.substr(place * word_size, word_size).data(), word_size);
    return value;
}

std::int64_t wide_word_at(std::string_view words, std::size_t place)
{
    return static_cast<std::int64_t>(std::uint64_t{word_at(words, place + 1)} << word_bits | word_at(words, place));
}

}  // namespace tagwarden
