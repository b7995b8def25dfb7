// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "render/error_view.h"

#include "base/exit_code.h"

namespace tagwarden {

std::string error_text(const Error& error)
{
    auto text = "error: " + error.message + "\n";
    for (const auto& line : error.trail) text += "  while " + line + "\n";
    if (!error.hint.empty()) text += "hint: " + error.hint + "\n";
    return text;
}

JsonObject error_json(const Error& error)
{
    JsonArray trail(error.trail.begin(), error.trail.end());
    return {{"exitCode", static_cast<int>(exit_code_of(error.kind))},
            {"message", error.message},
            {"trail", std::move(trail)},
            {"hint", error.hint}};
}

}  // namespace tagwarden
