// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

// The only file that includes CLI11, which takes long to compile.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <list>
#include <map>

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
        if (invocation.command == nullptr && understood() != &app_ && !help_) return wrong("");
        for (const auto& slot : common_) take(slot, invocation.arguments);
        return invocation;
    }

private:
    struct Registered {
        const Command* command;
        std::list<Slot> slots;
        CLI::App* app;
    };

    CLI::App& add_word(CLI::App& home, std::string_view word)
    {
        auto* app = home.add_subcommand(std::string(word));
        app->set_help_flag();
        app->add_flag("-h,--help", help_);
        app->fallthrough();  // the common options stand before or behind the command
        return *app;
    }

    /// Where the last word of a command stands: "verify" of "ledger verify" behind "ledger".
    CLI::App& home_of(std::string_view command)
    {
        const auto space = command.find(' ');
        if (space == std::string_view::npos) return app_;
        const auto [group, fresh] = groups_.try_emplace(std::string(command.substr(0, space)), nullptr);
        if (fresh) group->second = &add_word(app_, group->first);
        return *group->second;
    }

    void add(const Command& command)
    {
        auto* app = &add_word(home_of(command.name), split(command.name, ' ').back());
        commands_.push_back({&command, {}, app});
        auto& slots = commands_.back().slots;
        for (const auto& word : command.positionals) {
            auto& slot = slots.emplace_back(Slot{std::string(word.name), false, false, {}});
            auto* option = app->add_option(slot.name, slot.values)->required(word.required);
            word.repeats ? option->expected(1, 1000) : option->expected(1)->allow_extra_args(false);
        }
        for (const auto& option : command.options) add_option(*app, slots, option);
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

    /// The last word that is a command or the first of some.
    const CLI::App* understood() const
    {
        const CLI::App* app = &app_;
        while (!app->get_subcommands().empty()) app = app->get_subcommands().front();
        return app;
    }

    const Registered* command_of(const CLI::App* app) const
    {
        const auto found = std::ranges::find(commands_, app, &Registered::app);
        return found == commands_.end() ? nullptr : &*found;
    }

    /// All commands, or those that begin with one word.
    std::vector<std::string> commands_of(const CLI::App* app) const
    {
        std::vector<std::string> names;
        for (const auto& it : commands_)
            if (app == &app_ || it.app->get_parent() == app) names.emplace_back(it.command->name);
        return names;
    }

    /// The options of a command, or of the program where there is none.
    static std::vector<std::string> options_of(const Registered* command)
    {
        std::vector<std::string> names{"--help"};
        if (command == nullptr) names.emplace_back("--version");
        for (const auto& option : common_options()) names.emplace_back(option.name);
        if (command == nullptr) return names;
        for (const auto& slot : command->slots)
            if (slot.name.starts_with("-")) names.push_back(slot.name);
        return names;
    }

    /// The words nobody took: a command or option that does not exist, with the nearest that does.
    std::string unknown_word() const
    {
        const auto* app = understood();
        const auto* of = command_of(app);
        const auto rest = app_.remaining(true);
        const auto word =
            of == nullptr ? rest.begin() : std::ranges::find_if(rest, [](const auto& w) { return w.starts_with("-"); });
        if (word == rest.end()) return "";
        const auto before = app == &app_ ? std::string() : app->get_name() + " ";
        if (!word->starts_with("-")) return no_such_command(before + *word);
        const auto whose = of == nullptr ? "tagwarden" : fmt::format("'{}'", of->command->name);
        return fmt::format("{} has no option '{}'{}", whose, printable(*word), did_you_mean(*word, options_of(of)));
    }

    std::unexpected<Error> wrong(const std::string& what) const
    {
        const auto* app = understood();
        const auto* of = command_of(app);
        const auto page = of == nullptr ? std::string() : std::string(of->command->name) + " ";
        const auto unknown = unknown_word();
        if (of == nullptr && app != &app_ && unknown.empty())
            return fail(ErrorKind::usage, fmt::format("'{}' alone is no command", app->get_name()),
                        "say one of: " + join(commands_of(app), ", "));
        return fail(ErrorKind::usage, unknown.empty() ? printable(what) : unknown,
                    "see 'tagwarden " + page + "--help'");
    }

    CLI::App app_;
    std::list<Slot> common_;
    std::list<Registered> commands_;
    std::map<std::string, CLI::App*> groups_;  ///< first words of commands of two
    bool help_ = false;
    bool version_ = false;
};

}  // namespace

Result<Invocation> parse_arguments(const std::vector<std::string>& words)
{
    return Parser().parse(words);
}

}  // namespace tagwarden
