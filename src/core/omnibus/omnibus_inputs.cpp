// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/omnibus/omnibus_inputs.h"

#include "base/text.h"

namespace tagwarden {

std::string_view OmnibusInputs::variable(std::string_view name) const
{
    const auto found = variables.find(name);
    return found == variables.end() ? std::string_view() : trim(found->second);
}

}  // namespace tagwarden
