// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace tagwarden {

struct Command;

/// What the user typed behind a command, checked against what the command takes.
class Arguments {
public:
    bool has(std::string_view option) const { return values_.contains(option); }
    std::optional<std::string> value(std::string_view option) const;
    std::vector<std::string> values(std::string_view option) const;

    void add(std::string option, std::string value) { values_[std::move(option)].push_back(std::move(value)); }

private:
    std::map<std::string, std::vector<std::string>, std::less<>> values_;
};

/// One command line, read.
struct Invocation {
    const Command* command = nullptr;  ///< nothing: help or the version is asked for
    bool help = false;
    bool version = false;
    Arguments arguments;
};

/// Reads a command line (without the program's name). A usage error, with what was meant, when it does not fit.
Result<Invocation> parse_arguments(const std::vector<std::string>& words);

}  // namespace tagwarden
