// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace tagwarden {

/// Writes numbers and texts in few bytes: small numbers take one, and a text that was written before takes its number.
class CompactWriter {
public:
    void number(std::uint64_t value);
    void signed_number(std::int64_t value);
    void flag(bool value) { number(value ? 1 : 0); }
    void text(std::string_view text);

    std::string take() { return std::move(bytes_); }

private:
    std::string bytes_;
    std::unordered_map<std::string, std::uint64_t> texts_;
};

/// Reads what a CompactWriter wrote, in the same order. Where the bytes are something else it notes so once, and from
/// then on gives zeros and empty texts. The bytes have to live as long.
class CompactReader {
public:
    explicit CompactReader(std::string_view bytes) : rest_(bytes) {}

    std::uint64_t number();
    std::int64_t signed_number();
    bool flag() { return number() != 0; }
    std::string_view text();

    /// How many elements follow, each of at least one byte: never more than there are bytes for.
    std::uint64_t count();

    bool wrong() const { return wrong_; }
    bool at_end() const { return rest_.empty(); }
    /// Notes that what was read makes no sense.
    void give_up();

private:
    std::string_view rest_;
    std::vector<std::string_view> texts_;
    bool wrong_ = false;
};

}  // namespace tagwarden
