// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

// The only file that includes CLI11, which takes long to compile.

#include <CLI/CLI.hpp>
#include <algorithm>
#include <list>

#include "base/text.h"
#include "cli/arguments.h"
#include "cli/command.h"
#include "cli/show_page.h"

namespace tagwarden {

namespace {

/// Where CLI11 puts what it read of one option or word.
struct Slot {
    std::string name;
    bool flag = false;
    bool on = false;
    std::vector<std::string> values;
    const CLI::Option* option = nullptr;
};

class Parser {
public:
    Parser()
    {
        app_.set_help_flag();
        app_.allow_extras(false);
        app_.require_subcommand(0, 1);  // a later word is a word, also one that is a command's name
        app_.add_flag("--version", version_);
        app_.add_flag("-h,--help", help_);
        for (const auto& option : common_options()) add_option(app_, common_, option);
        for (const auto* command : command_table()) add(*command);
    }

    Result<Invocation> parse(std::vector<std::string> words)
    {
        Invocation invocation;
        std::ranges::reverse(words);
        try {
            app_.parse(words);
        } catch (const CLI::ParseError& problem) {
            // With --help the page is shown, whatever else is wrong, unless nobody knows whose.
            if (!help_ || (app_.get_subcommands().empty() && !app_.remaining().empty())) return wrong(problem.what());
        }
        invocation.help = help_;
        invocation.version = version_;
        for (auto& [command, slots, app] : commands_) {
            if (!app->parsed()) continue;
            invocation.command = command;
            for (const auto& slot : slots) take(slot, invocation.arguments);
        }
        for (const auto& slot : common_) take(slot, invocation.arguments);
        return invocation;
    }

private:
    struct Registered {
        const Command* command;
        std::list<Slot> slots;
        CLI::App* app;
    };

    void add(const Command& command)
    {
        auto* app = app_.add_subcommand(std::string(command.name), std::string(command.synopsis));
        app->set_help_flag();
        app->add_flag("-h,--help", help_);
        commands_.push_back({&command, {}, app});
        auto& slots = commands_.back().slots;
        for (const auto& word : command.positionals) {
            auto& slot = slots.emplace_back(Slot{std::string(word.name), false, false, {}});
            auto* option = app->add_option(slot.name, slot.values)->required(word.required);
            word.repeats ? option->expected(1, 1000) : option->expected(1)->allow_extra_args(false);
        }
        for (const auto& option : command.options) add_option(*app, slots, option);
        app->fallthrough();  // the common options stand before or behind the command
    }

    static void add_option(CLI::App& app, std::list<Slot>& slots, const Option& option)
    {
        auto& slot = slots.emplace_back(Slot{std::string(option.name), option.value_name.empty(), false, {}});
        // "-v" and the like are short forms of a long name.
        const auto names = slot.name == "--verbose" ? "-v,--verbose" : slot.name;
        if (slot.flag) {
            slot.option = app.add_flag(names, slot.on);
            return;
        }
        auto* added = app.add_option(names, slot.values)->required(option.required);
        added->expected(1)->allow_extra_args(false);
        added->multi_option_policy(option.repeats ? CLI::MultiOptionPolicy::TakeAll : CLI::MultiOptionPolicy::Throw);
    }

    static void take(const Slot& slot, Arguments& arguments)
    {
        if (slot.flag && slot.option->count() > 0) arguments.set(slot.name, slot.on);
        for (const auto& value : slot.values) arguments.add(slot.name, value);
    }

    /// The words nobody took: a command or option that does not exist, with the nearest that does.
    std::string unknown_word() const
    {
        const auto used = app_.get_subcommands();
        const auto rest = app_.remaining(true);
        const auto word =
            used.empty() ? rest.begin() : std::ranges::find_if(rest, [](const auto& w) { return w.starts_with("-"); });
        if (word == rest.end()) return "";
        if (used.empty() && !word->starts_with("-")) return no_such_command(*word);
        std::vector<std::string> names{"--help", "--version"};
        for (const auto& option : common_options()) names.emplace_back(option.name);
        for (const auto& it : commands_) {
            if (used.empty() || it.app != used.front()) continue;
            for (const auto& slot : it.slots)
                if (slot.name.starts_with("-")) names.push_back(slot.name);
        }
        const auto whose = used.empty() ? "tagwarden" : "'" + used.front()->get_name() + "'";
        return whose + " has no option '" + printable(*word) + "'" + did_you_mean(*word, names);
    }

    std::unexpected<Error> wrong(const std::string& what) const
    {
        const auto used = app_.get_subcommands();
        const auto page =
            used.empty() ? std::string("tagwarden --help") : "tagwarden " + used.front()->get_name() + " --help";
        const auto unknown = unknown_word();
        return fail(ErrorKind::usage, unknown.empty() ? printable(what) : unknown, "see '" + page + "'");
    }

    CLI::App app_;
    std::list<Slot> common_;
    std::list<Registered> commands_;
    bool help_ = false;
    bool version_ = false;
};

}  // namespace

Result<Invocation> parse_arguments(const std::vector<std::string>& words)
{
    return Parser().parse(words);
}

}  // namespace tagwarden
