// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

// Lines NAME=VALUE: an environment.

#include "core/ci_build.h"

#include "base/text.h"
#include "tests/fuzz/fuzz.h"

namespace tagwarden::fuzz {

void one_input(std::string_view text)
{
    Environment environment;
    for (const auto line : split(text, '\n'))
        if (const auto equals = line.find('='); equals != std::string_view::npos)
            environment.emplace(line.substr(0, equals), line.substr(equals + 1));
    const auto build = read_ci_build(environment);
    if (!build) return require(build.error().kind == ErrorKind::usage && !build.error().hint.empty());
    require(build->ordinal.value_or(0) >= 0);
    require(build->actor == ci_actor(environment));
}

}  // namespace tagwarden::fuzz
