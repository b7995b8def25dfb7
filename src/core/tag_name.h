// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <compare>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/shared.h"

namespace tagwarden {

/// A tag as a registry takes it: [a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}
/// (distribution-spec 1.1, "Pulling manifests"). The order is the one of a tag list: ASCII.
class TagName {
public:
    static Result<TagName> parse(std::string_view text);

    const std::string& str() const { return *text_; }

    bool operator==(const TagName&) const = default;
    auto operator<=>(const TagName&) const = default;

private:
    explicit TagName(std::string text) : text_(std::move(text)) {}

    Shared<std::string> text_;
};

}  // namespace tagwarden
