// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/plan.h"

namespace tagwarden {

std::string_view name_of(Role role)
{
    return role == Role::anchor ? "anchor" : "channel";
}

}  // namespace tagwarden
