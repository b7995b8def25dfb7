// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tagwarden {

/// Lines of cells, each column as wide as its widest cell; the last one is free.
/// Widths count characters of UTF-8, not bytes.
class Columns {
public:
    explicit Columns(std::string indent = "  ") : indent_(std::move(indent)) {}

    /// What a terminal would take for more than text becomes '?'.
    void add(std::vector<std::string> cells);
    bool empty() const { return rows_.empty(); }
    std::string str() const;

private:
    std::string indent_;
    std::vector<std::vector<std::string>> rows_;
};

/// A text whose lines are broken at spaces so that each has at most `width` characters, where its words allow; what
/// goes on a line is indented. A width of 0 breaks nothing.
std::string wrapped(std::string_view text, std::string_view indent, std::size_t width);

/// Rows that differ only in one cell become one row, with the cells listed: what is true of two destinations is
/// said once. The order is that of the first of each.
std::vector<std::vector<std::string>> merge_rows(const std::vector<std::vector<std::string>>& rows, std::size_t cell);

}  // namespace tagwarden
