// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace tagwarden {

/// Everything the scripts of omnibus-gitlab look at when they name a build.
struct OmnibusInputs {
    std::map<std::string, std::string, std::less<>> variables;  ///< the environment
    std::string version_file;                                   ///< text of the file VERSION; "" without one
    std::vector<std::string> tags_on_head;                      ///< annotated or not
    std::vector<std::string> all_tags;                          ///< of the repository
    std::string head_commit;                                    ///< full object name
    std::string head_branch;                                    ///< "" when HEAD is detached

    /// The trimmed value; "" when it is unset or blank, which is the same to every rule (lib/gitlab/util.rb, get_env).
    std::string_view variable(std::string_view name) const;

    /// Whether the variable is exactly "true": "1" and "yes" are not.
    bool is_true(std::string_view name) const { return variable(name) == "true"; }
};

}  // namespace tagwarden
