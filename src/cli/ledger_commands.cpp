// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include <fmt/format.h>

#include <functional>

#include "base/text.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/world.h"
#include "flows/journal.h"

namespace tagwarden {

namespace {

std::string text_of(const JournalExtent& extent, std::string_view done)
{
    return fmt::format("{} {} {}, {} to {}\nhead {}\n", done, extent.head.sequence,
                       extent.head.sequence == 1 ? "entry" : "entries", format_time(extent.first),
                       format_time(extent.last), extent.head.hash);
}

JsonObject json_of(const JournalExtent& extent)
{
    return {{"entries", extent.head.sequence},
            {"head", extent.head.hash},
            {"first", format_time(extent.first)},
            {"last", format_time(extent.last)}};
}

/// Who verifies or exports a journal means one that is there: nothing at all is as if its name were wrong.
Result<void> expect_entries(const JournalExtent& extent, const Arguments& arguments)
{
    if (extent.head.sequence != 0) return {};
    const auto named = arguments.value("--ledger");
    return fail(ErrorKind::not_found,
                fmt::format("there is no ledger at {}, or nothing was ever written to it",
                            named ? printable(*named) : "the place that is configured"),
                "check what --ledger, or 'ledger:' in tagwarden.yaml, says; the first publish writes to it");
}

Result<ExitCode> verify_whole(const Arguments& arguments, World& world, Console& console)
{
    const auto ledger = world.ledger_to_read();
    if (!ledger) return fail(ledger.error());
    const auto extent = verify_journal(**ledger);
    if (!extent) return fail(extent.error());
    if (const auto there = expect_entries(*extent, arguments); !there) return fail(there.error());
    console.result(text_of(*extent, "the chain is whole:"));
    console.result(json_of(*extent));
    return ExitCode::done;
}

/// Lines in pieces of some size: each alone would be a write of its own.
class Lines {
public:
    using Write = std::function<Result<void>(std::string_view)>;
    explicit Lines(Write write) : write_(std::move(write)) {}

    Result<void> add(std::string_view line)
    {
        constexpr std::size_t piece = std::size_t{1} << 18U;
        waiting_.append(line).push_back('\n');
        return waiting_.size() < piece ? Result<void>{} : flush();
    }

    Result<void> flush()
    {
        auto written = write_(waiting_);
        waiting_.clear();
        return written;
    }

private:
    Write write_;
    std::string waiting_;
};

Result<JournalExtent> write_lines(LedgerReader& ledger, Lines::Write write)
{
    Lines lines(std::move(write));
    auto extent = export_journal(ledger, [&](std::string_view line) { return lines.add(line); });
    if (!extent) return extent;
    if (auto written = lines.flush(); !written) return fail(written.error());
    return extent;
}

Result<ExitCode> export_to_file(LedgerReader& ledger, const std::string& path, const Arguments& arguments, World& world,
                                Console& console)
{
    const auto file = world.new_file(path);
    if (!file) return fail(file.error());
    const auto extent = write_lines(ledger, [&](std::string_view piece) { return (*file)->write(piece); });
    if (!extent) return fail(extent.error());
    if (const auto there = expect_entries(*extent, arguments); !there) return fail(there.error());
    if (auto finished = (*file)->finish(); !finished) return fail(finished.error());
    console.talk(text_of(*extent, "exported"));
    console.result(json_of(*extent));
    return ExitCode::done;
}

Result<ExitCode> export_lines(const Arguments& arguments, World& world, Console& console)
{
    const auto ledger = world.ledger_to_read();
    if (!ledger) return fail(ledger.error());
    if (const auto path = arguments.value("--output"))
        return export_to_file(**ledger, *path, arguments, world, console);
    if (console.json())
        return fail(ErrorKind::usage, "the lines that are exported are JSON already, and no single object",
                    "leave out --json, or write them to a file with --output");
    const auto extent = write_lines(**ledger, [&](std::string_view piece) -> Result<void> {
        console.result(piece);
        return Console::check_delivery();
    });
    if (!extent) return fail(extent.error());
    if (const auto there = expect_entries(*extent, arguments); !there) return fail(there.error());
    console.talk(text_of(*extent, "exported"));
    return ExitCode::done;
}

Result<ExitCode> import_lines(const Arguments& arguments, World& world, Console& console)
{
    const auto path = *arguments.value("FILE");
    const auto lines = path == "-" ? Console::input() : world.read_file(path);
    if (!lines) return fail(lines.error());
    const auto what = "importing " + (path == "-" ? "stdin" : path);
    const auto entries = read_journal(*lines);
    if (!entries) return during(what, entries.error());
    // Opened only now, as that makes it where it is not there.
    const auto ledger = world.ledger();
    if (!ledger) return fail(ledger.error());
    const auto extent = import_journal(*entries, **ledger);
    if (!extent) return during(what, extent.error());
    console.result(text_of(*extent, "imported"));
    console.result(json_of(*extent));
    return ExitCode::done;
}

}  // namespace

const Command ledger_verify_command{
    "ledger verify", "walk the journal and say whether it is whole", {}, {}, verify_whole};

const Command ledger_export_command{
    "ledger export", "write the journal out, one entry a line", {}, {{"--output", "FILE"}}, export_lines};

const Command ledger_import_command{
    "ledger import", "put an exported journal into an empty ledger", {{"FILE"}}, {}, import_lines};

}  // namespace tagwarden
