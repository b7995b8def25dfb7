// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace tagwarden {

/// Where a journal is, as a user or the configuration says it: "sqlite:PATH", "git:REMOTE".
class LedgerUrl {
public:
    enum class Kind { sqlite, git };

    /// usage for what is none of these, for a remote that git would take for an option, and for a password, which
    /// would be in every log and list of processes. The message does not repeat it.
    static Result<LedgerUrl> parse(std::string_view text);

    Kind kind() const { return kind_; }

    /// The path; of git the name of a remote, a URL or a path.
    const std::string& place() const { return place_; }

    /// Whether the place is a path, which is meant from where it was said. A path to a repository of git begins with
    /// '/', './' or '../', as else it could be a remote's name.
    bool is_path() const;

private:
    LedgerUrl(Kind kind, std::string place) : kind_(kind), place_(std::move(place)) {}

    Kind kind_;
    std::string place_;
};

}  // namespace tagwarden
