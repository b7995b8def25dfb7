// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/version/sort_versions.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <unordered_set>

namespace tagwarden {

namespace {

/// Eight bytes of a key as a number that compares as they do; zeros behind its end.
std::uint64_t eight_bytes(std::string_view key, std::size_t from)
{
    std::uint64_t value = 0;
    for (std::size_t i = from; i < from + 8; ++i)
        value = (value << 8U) | (i < key.size() ? static_cast<unsigned char>(key[i]) : 0U);
    return value;
}

struct Row {
    std::uint64_t first;
    std::uint64_t second;
    std::size_t key_at;
    std::uint32_t key_size;
    std::uint32_t line;
};

class Rows {
public:
    Rows(const SortOptions& options, std::size_t lines) : options_(options)
    {
        constexpr std::size_t usual_key = 24;
        keys_.reserve(lines * usual_key);
        rows_.reserve(lines);
    }

    std::expected<void, Flaw> add(std::string_view text, std::uint32_t line)
    {
        const auto from = keys_.size();
        KeyWriter writer(keys_);
        const auto shape = read_version(options_.order, text, writer);
        if (!shape) {
            keys_.resize(from);
            return std::unexpected(shape.error());
        }
        if (options_.order == Order::natural && !options_.mix_flavours) put_flavour_first(*shape, from);
        const auto key = std::string_view(keys_).substr(from);
        rows_.push_back({eight_bytes(key, 0), eight_bytes(key, 8), from, static_cast<std::uint32_t>(key.size()), line});
        return {};
    }

    const std::vector<Row>& sorted()
    {
        std::ranges::sort(rows_, [this](const Row& a, const Row& b) { return comes_before(a, b); });
        return rows_;
    }

    std::size_t flavours() const { return flavours_.size(); }

private:
    void put_flavour_first(const Shape& shape, std::size_t from)
    {
        std::string flavour;
        flavour.append(shape.flavour).push_back('\0');
        flavour.append(shape.prefix).push_back('\0');
        keys_.insert(from, flavour);
        flavours_.insert(std::move(flavour));
    }

    std::string_view key_of(const Row& row) const { return std::string_view(keys_).substr(row.key_at, row.key_size); }

    bool comes_before(const Row& a, const Row& b) const
    {
        if (a.first != b.first) return (a.first < b.first) != options_.reverse;
        if (a.second != b.second) return (a.second < b.second) != options_.reverse;
        if (const auto order = key_of(a) <=> key_of(b); order != 0) return (order < 0) != options_.reverse;
        return a.line < b.line;
    }

    const SortOptions& options_;
    std::string keys_;
    std::vector<Row> rows_;
    std::unordered_set<std::string> flavours_;
};

}  // namespace

SortedVersions sort_versions(std::span<const std::string_view> lines, const SortOptions& options)
{
    Rows rows(options, lines.size());
    SortedVersions all;
    std::vector<std::string_view> others;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const auto text = without_v(options.order, lines[i]);
        if (rows.add(text, static_cast<std::uint32_t>(i))) continue;
        if (others.empty()) all.first_flaw = Version::parse(options.order, text).error();
        others.push_back(lines[i]);
    }
    all.lines.reserve(lines.size());
    for (const auto& row : rows.sorted()) all.lines.push_back(lines[row.line]);
    all.versions = all.lines.size();
    all.flavours = rows.flavours();
    all.lines.insert(all.lines.end(), others.begin(), others.end());
    return all;
}

}  // namespace tagwarden
