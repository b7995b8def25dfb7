// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "base/compact_bytes.h"

namespace tagwarden {

namespace {

// Seven bits a byte, the lowest first; the eighth says that more follow.
constexpr std::uint64_t low_bits = 0x7F;
constexpr unsigned more = 0x80;
constexpr unsigned width = 7;
constexpr unsigned last_shift = 63;

}  // namespace

void CompactWriter::number(std::uint64_t value)
{
    for (; value > low_bits; value >>= width) bytes_ += static_cast<char>((value & low_bits) | more);
    bytes_ += static_cast<char>(value);
}

// Numbers near zero are small either way: 0, -1, 1, -2, 2, ….
void CompactWriter::signed_number(std::int64_t value)
{
    const auto bits = static_cast<std::uint64_t>(value);
    number(value < 0 ? ~(bits << 1U) : bits << 1U);
}

// 0 and the text when it is new, else its number from 1.
void CompactWriter::text(std::string_view text)
{
    const auto [known, fresh] = texts_.try_emplace(std::string(text), texts_.size() + 1);
    if (!fresh) return number(known->second);
    number(0);
    number(text.size());
    bytes_ += text;
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
    if (const auto known = number(); known != 0) {
        if (known <= texts_.size()) return texts_[known - 1];
        give_up();
        return {};
    }
    const auto size = number();
    if (wrong_ || size > rest_.size()) {
        give_up();
        return {};
    }
    texts_.push_back(rest_.substr(0, size));
    rest_.remove_prefix(size);
    return texts_.back();
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

}  // namespace tagwarden
