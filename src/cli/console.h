// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <string_view>

#include "base/json.h"
#include "base/result.h"
#include "cli/request_lines.h"
#include "cli/status_line.h"
#include "ports/notices.h"
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

    void set(const Settings& settings);
    bool json() const { return settings_.json; }

    void result(std::string_view text);  ///< nothing with --json
    void result(JsonObject object);      ///< only with --json; gets its schema number here
    void talk(std::string_view text);    ///< nothing with --quiet
    void warn(std::string_view text);
    void state(std::string_view line);  ///< how far it is: on a terminal, one line that the next text wipes
    void error(const Error& error);

    /// What a command that then fails has to report nevertheless: with --json it stands beside the error.
    void report_beside_error(JsonObject object) { beside_error_ = std::move(object); }

    /// True when a person reads the results, and no program.
    static bool results_on_terminal();

    /// How many columns lines of a result may take; 0 for as many as they like: a program reads lines, not paragraphs.
    static std::size_t results_width();

    /// All of stdin.
    static Result<std::string> input();

    /// local when stdout did not take what was to be said there (the disk is full, it is closed).
    static Result<void> check_delivery();

    /// True when a person can be asked.
    bool can_ask() const;
    /// Asks for a yes; anything else is a no.
    bool ask(std::string_view question);

    Progress& progress();

    /// Shows each text once, and nothing with --quiet.
    Notices& notices() { return notices_; }

    /// Shows each request with --verbose, and nothing with --quiet.
    RequestObserver& requests() { return requests_; }

    ~Console();
    Console(const Console&) = delete;
    Console& operator=(const Console&) = delete;

private:
    class OnceNotices final : public Notices {
    public:
        explicit OnceNotices(Console& console) : console_(console) {}
        void notice(std::string_view text) override;

    private:
        Console& console_;
        std::mutex mutex_;
        std::set<std::string> said_;
    };

    Settings settings_;
    StatusLine stderr_;
    OnceNotices notices_{*this};
    RequestLines requests_{stderr_};
    JsonObject beside_error_;
    std::unique_ptr<Progress> progress_;
};

}  // namespace tagwarden
