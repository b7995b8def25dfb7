// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

// Two lines: a template, and the value that every name has.

#include "core/text_template.h"
#include "tests/fuzz/fuzz.h"

namespace tagwarden::fuzz {

void one_input(std::string_view text)
{
    const auto [line, value] = first_line(text);
    const auto parsed = TextTemplate::parse(line);
    if (!parsed) return;
    require(parsed->str() == line);
    Variables variables;
    for (const auto& name : parsed->names()) {
        require(parsed->mentions(name));
        variables[name] = value;
    }
    const auto rendered = parsed->render(variables);
    require(rendered || value.empty());
    if (parsed->names().empty()) require(*rendered == line);
    const auto sides = parsed->around("version", variables);
    if (rendered && sides) require(*rendered == sides->before + std::string(value) + sides->behind);
}

}  // namespace tagwarden::fuzz
