// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/rule_inputs.h"

namespace tagwarden {

/// A withdrawn release with the same content as this one, or this one itself; nothing when there is none.
const KnownRelease* withdrawn_content(const RuleInputs& inputs, const KnownRelease& release);

}  // namespace tagwarden
