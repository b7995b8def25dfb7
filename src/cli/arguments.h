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
    /// True for an option with a value, and for a flag that is on.
    bool has(std::string_view option) const { return values_.contains(option) || flag(option).value_or(false); }

    /// What was said of a flag: "--flag" turns it on, "--flag=false" off.
    std::optional<bool> flag(std::string_view option) const;
    std::optional<std::string> value(std::string_view option) const;
    std::vector<std::string> values(std::string_view option) const;

    void add(std::string option, std::string value) { values_[std::move(option)].push_back(std::move(value)); }
    void set(std::string option, bool on) { flags_[std::move(option)] = on; }

private:
    std::map<std::string, std::vector<std::string>, std::less<>> values_;
    std::map<std::string, bool, std::less<>> flags_;
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
