// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "render/columns.h"

#include <algorithm>
#include <map>

#include "base/text.h"

namespace tagwarden {

namespace {

std::size_t width_of(std::string_view text)
{
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::string wrapped_line(std::string_view text, std::string_view indent, std::size_t width)
{
    std::string lines;
    std::size_t used = 0;  // of the line
    for (const auto word : split(text, ' ')) {
        const auto size = width_of(word);
        if (used > 0 && used + 1 + size > width) {
            lines.append("\n").append(indent).append(word);
            used = width_of(indent) + size;
        } else {
            if (!lines.empty()) lines += ' ';
            lines += word;
            used += size + (used > 0 ? 1 : 0);
        }
    }
    return lines;
}

}  // namespace

void Columns::add(std::vector<std::string> cells)
{
    for (auto& cell : cells) cell = printable(cell);
    rows_.push_back(std::move(cells));
}

std::string Columns::str() const
{
    std::vector<std::size_t> widths;
    for (const auto& row : rows_) {
        widths.resize(std::max(widths.size(), row.size()));
        for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width_of(row[i]));
    }
    std::string text;
    for (const auto& row : rows_) {
        auto line = indent_;
        for (std::size_t i = 0; i < row.size(); ++i) {
            line += row[i];
            if (i + 1 < row.size()) line += std::string(widths[i] - width_of(row[i]) + 2, ' ');
        }
        line.erase(line.find_last_not_of(' ') + 1);
        text += line + "\n";
    }
    return text;
}

std::string wrapped(std::string_view text, std::string_view indent, std::size_t width)
{
    if (width == 0) return std::string(text);
    std::string lines;
    for (const auto line : split(text, '\n')) lines += wrapped_line(line, indent, width) + "\n";
    lines.pop_back();
    return lines;
}

std::vector<std::vector<std::string>> merge_rows(const std::vector<std::vector<std::string>>& rows, std::size_t cell)
{
    std::vector<std::vector<std::string>> merged;
    std::map<std::vector<std::string>, std::size_t> places;  // of the merged rows, by what they are without that cell
    for (const auto& row : rows) {
        auto key = row;
        key[cell].clear();
        const auto [place, fresh] = places.emplace(std::move(key), merged.size());
        if (fresh)
            merged.push_back(row);
        else
            merged[place->second][cell] += ", " + row[cell];
    }
    return merged;
}

}  // namespace tagwarden
