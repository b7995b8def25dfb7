// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "render/error_view.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/exit_code.h"
#include "base/text.h"

namespace tagwarden {

namespace {

/// How many columns a text takes on a terminal: bytes that go on with a character take none.
std::size_t columns_of(std::string_view text)
{
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

/// The text around the place, and under it a caret and what was wanted there.
std::string place_text(const Place& place)
{
    constexpr std::size_t before = 60;
    constexpr std::size_t shown = 100;
    constexpr std::string_view margin = "  ";
    const auto at = std::min(place.at, place.text.size());
    const auto from = at > before ? at - before : 0;
    const auto text = printable(std::string_view(place.text).substr(from, shown));
    const auto indent = columns_of(std::string_view(text).substr(0, at - from));
    return fmt::format("{}{}\n{}{}^ wanted {}\n", margin, text, margin, std::string(indent, ' '), place.wanted);
}

/// What an error says may take several lines, each but the first indented. Nothing else that it quotes gets a line of
/// its own, or reaches a terminal as anything but text.
std::string lines_of(std::string_view text)
{
    auto safe = printable(text);
    for (std::size_t i = 0; i + 1 < text.size(); ++i)
        if (text[i] == '\n' && text[i + 1] == ' ') safe[i] = '\n';
    return safe;
}

}  // namespace

std::string error_text(const Error& error)
{
    auto text = "error: " + lines_of(error.message) + "\n";
    if (error.place) text += place_text(*error.place);
    for (const auto& line : error.trail) text += "  while " + lines_of(line) + "\n";
    if (!error.hint.empty()) text += "hint: " + lines_of(error.hint) + "\n";
    return text;
}

JsonObject error_json(const Error& error)
{
    JsonArray trail(error.trail.begin(), error.trail.end());
    JsonObject object{{"exitCode", static_cast<int>(exit_code_of(error.kind))},
                      {"message", error.message},
                      {"trail", std::move(trail)},
                      {"hint", error.hint}};
    if (error.place)
        object["place"] =
            JsonObject{{"text", error.place->text}, {"at", error.place->at}, {"wanted", error.place->wanted}};
    return object;
}

}  // namespace tagwarden
