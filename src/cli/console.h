// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <iosfwd>
#include <memory>
#include <string>
#include <string_view>

#include "base/json.h"
#include "base/result.h"
#include "ports/progress.h"

namespace tagwarden {

/// Where a command speaks: results to stdout, talk and progress to stderr.
class Console {
public:
    struct Settings {
        bool json = false;
        bool quiet = false;
        bool verbose = false;
    };
    Console();

    void set(const Settings& settings) { settings_ = settings; }
    bool json() const { return settings_.json; }

    void result(std::string_view text);  ///< nothing with --json
    void result(JsonObject object);      ///< only with --json; gets its schema number here
    void talk(std::string_view text);    ///< nothing with --quiet
    void warn(std::string_view text);
    void error(const Error& error);

    /// All of stdin.
    static Result<std::string> input();

    /// local when stdout did not take what was to be said there (the disk is full, it is closed).
    static Result<void> check_delivery();

    /// True when a person can be asked.
    bool can_ask() const;
    /// Asks for a yes; anything else is a no.
    bool ask(std::string_view question);

    Progress& progress();

    ~Console();
    Console(const Console&) = delete;
    Console& operator=(const Console&) = delete;

private:
    Settings settings_;
    std::unique_ptr<Progress> progress_;
};

}  // namespace tagwarden
