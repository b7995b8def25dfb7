// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"

namespace tagwarden {

/// What a template may stand for: "version" is "1.8.1", "env.CI_REGISTRY_IMAGE" is what the environment says.
using Variables = std::map<std::string, std::string, std::less<>>;

/// Text with holes: "v{version}", "{env.CI_REGISTRY_IMAGE}/ollama", "{ci.upstream_sha|version}".
/// The names in a hole are tried from left to right; the first that has a value that is not empty is taken.
/// {variant} and {suffix} may be empty: the main variant has neither.
class TextTemplate {
public:
    /// A usage error when a brace is not closed or a name is not one that templates know.
    static Result<TextTemplate> parse(std::string_view text);

    const std::string& str() const { return text_; }

    /// Every name that a hole mentions.
    std::vector<std::string> names() const;
    bool mentions(std::string_view name) const;

    /// A usage error that names what is missing.
    Result<std::string> render(const Variables& variables) const;

    /// The text with the holes filled that begin with one of `variables`, and all others as they are written:
    /// "{version}-ee" of "{version}-{edition}". Two templates that are alike then can give the same name.
    std::string filled_with(const Variables& variables) const;

    /// The text before and behind the hole {name}, with all other holes filled from `variables`; nothing when the
    /// hole is not there exactly once or another one cannot be filled. This is the way back from a tag to a version.
    struct Surroundings {
        std::string before;
        std::string behind;
    };
    std::optional<Surroundings> around(std::string_view name, const Variables& variables) const;

    bool operator==(const TextTemplate& other) const { return text_ == other.text_; }

private:
    struct Hole {
        std::vector<std::string> names;
    };
    using Piece = std::variant<std::string, Hole>;

    Result<std::string> fill(const Hole& hole, const Variables& variables) const;

    std::string text_;
    std::vector<Piece> pieces_;
};

}  // namespace tagwarden
