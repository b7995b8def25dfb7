// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/finding.h"

#include "base/text.h"

namespace tagwarden {

std::string messages_of(const std::vector<Finding>& findings)
{
    std::vector<std::string> messages;
    for (const auto& finding : findings) messages.push_back(finding.message);
    return join(messages, "\n       ");  // below what stands behind "error: "
}

}  // namespace tagwarden
