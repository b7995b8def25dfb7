// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/version_generator.h"

#include <algorithm>
#include <map>

namespace tagwarden::tests {

namespace {

using Words = std::vector<std::string_view>;

/// What texts of an order begin with, and what they go on with. Some of it is wrong on purpose.
struct Material {
    Words starts;
    Words pieces;
};

const Material& material_of(Order order)
{
    static const std::map<Order, Material> all{
        {Order::semver,
         {{"1.2.3", "0.0.0", "1.10.0", "1.0.0-rc.1", "1.0.0-alpha"}, {".",   "-",   "+",     "0",    "1",
                                                                      "9",   "10",  "01",    "a",    "A",
                                                                      "Z",   "rc",  "alpha", "beta", ".1",
                                                                      ".10", ".rc", "-1",    "--",   "x7",
                                                                      "7x",  "+b",  "+b.1",  "+001", "999999999999999",
                                                                      "_",   "~"}}},
        {Order::deb,
         {{"1.2.3", "0", "1:1.0", "0:1", "1.0-1", "1.0~rc1-1", "7.2a", "1.0-0"},
          {".", "-", "+",  "~",     ":",   "~~", "0",  "00", "1",  "9",  "10", "010", "a",  "b", "A",
           "Z", "z", "rc", "+dfsg", "~rc", "-1", "-0", ".0", "a0", "1:", "0:", " ",   "\t", "_", "99999999999999999999",
           "é"}}},
        {Order::rpm,
         {{"1.2.3", "0", "1:1.0", "0:1", "1.0-1", "1.0~rc1-1", "1.0^git1", "1.0-0.el9", ":1"},
          {".", "-", "+", "~", "^", ":",  "~~",  "^^", "~^", "^~", "0",  "00", "1",  "9", "10", "010",
           "a", "b", "A", "Z", "z", "rc", "el9", "_",  "-1", ".0", "a0", "1:", "0:", " ", "\n", "99999999999999999999",
           "é"}}},
        {Order::pep440,
         {{"1.2.3", "1", "1.0", "1!1.0", "v1.0", "1.0rc1", "1.0.dev1", "1.0.post1", "1.0.post2.dev3",
           "1.0a1.post2.dev3", "1.0+local.1"},
          {".",    "-",  "_",      "+",    "!",   "0",       "00",   "1",   "9",  "10",  "01", "a",  "b",
           "c",    "rc", "alpha",  "beta", "pre", "preview", "post", "rev", "r",  "dev", "A",  "RC", "DEV",
           ".dev", "-1", ".post1", "+x",   "+1",  ".0",      ".x",   "-r",  "1!", "v",   " ",  "\n", "~"}}},
        {Order::omnibus,
         {{"13.1.0+ce.0", "13.1.0+rc42.ee.0", "13.1.1+rfbranch.159743.eb538eaf-0", "13.1", "0.0.1", "13.1.0-ee.0"},
          {".",    "-",  "+",  "r",   "c",  "rc",   "rc1", "+rc",
           "rcrc", "0",  "00", "000", "01", "09",   "010", "1",
           "9",    "10", "2",  "ce",  "ee", "+ee.", "0rc", "00rc",
           "a",    "z",  "rr", "cc",  "!",  "~",    "_",   "99999999999999999999",
           "@",    "é"}}},
        {Order::calver,
         {{"2026.11.22", "24.04", "2026-11-22", "2026.1.2.3", "24.04.1-rc.1", "20261122", "1"},
          {".", "-", "+", "0", "00", "1", "9", "10", "01", ".0", ".1", "-rc.1", "-1", "a", "rc", "+b", "-a.1", "_",
           "~"}}},
        {Order::natural,
         {{"3.12", "3.12-alpine3.20", "0.6.3-rocm", "1.0.2k", "7.2b1", "2.0.0-rc.1-slim", "jdk-17.0.1", "1.2-r3",
           "v1.0", "release-7", "20240101"},
          {".",    "-",  "_",  "+",   "~",     "0",    "00",   "1",   "9",  "10",      "01",    "a",
           "b",    "k",  "rc", "rc1", "-rc.1", "beta", "dev",  "-r3", "p1", "-alpine", "-slim", "alpine3.20",
           "post", "-1", ".0", "RC",  "x",     "v",    "-dev", " ",   "/",  "é"}}}};
    return all.at(order);
}

bool is_number(char c)
{
    return c >= '0' && c <= '9';
}

}  // namespace

VersionGenerator::VersionGenerator(Order order, std::uint64_t seed)
    : starts_(material_of(order).starts), pieces_(material_of(order).pieces), random_(seed)
{
}

std::string_view VersionGenerator::piece()
{
    return pieces_[below(pieces_.size())];
}

std::string VersionGenerator::text()
{
    std::string made(starts_[below(starts_.size())]);
    for (auto count = below(6); count > 0; --count) made += piece();
    return made;
}

void VersionGenerator::change(std::string& text)
{
    const auto at = below(text.size() + 1);
    switch (below(7)) {
        case 0: text.insert(at, piece()); break;
        case 1: text += piece(); break;
        case 2: text.erase(at, 1 + below(2)); break;
        case 3: text.replace(at, 1, piece()); break;
        case 4: text.insert(at, text.substr(at, 1 + below(3))); break;  // 12 becomes 112, rc becomes rcrc
        case 5:
            if (at < text.size() && is_number(text[at])) text.insert(at, "0");
            break;
        default:
            if (at < text.size() && is_number(text[at])) text[at] = static_cast<char>('0' + below(10));
    }
}

std::string VersionGenerator::near(std::string text)
{
    for (auto count = 1 + below(3); count > 0; --count) change(text);
    return text;
}

std::pair<std::string, std::string> VersionGenerator::pair()
{
    auto left = text();
    auto right = below(10) == 0 ? text() : near(left);
    return below(2) == 0 ? std::pair(left, right) : std::pair(right, left);
}

std::string VersionGenerator::noise()
{
    std::string made(below(40), '\0');
    std::ranges::generate(made, [this] { return static_cast<char>(below(256)); });
    return made;
}

std::vector<VersionPair> some_pairs(Order order, std::uint64_t seed, std::size_t count,
                                    const std::function<bool(std::string_view)>& fit)
{
    VersionGenerator generator(order, seed);
    std::vector<VersionPair> pairs;
    while (pairs.size() < count) {
        auto pair = generator.pair();
        if (fit(pair.first) && fit(pair.second)) pairs.push_back(std::move(pair));
    }
    return pairs;
}

}  // namespace tagwarden::tests
