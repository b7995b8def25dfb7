// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/tag_filter_request.h"
#include "cli/world.h"
#include "core/reference.h"
#include "flows/list_tags.h"
#include "render/amounts.h"
#include "render/error_view.h"
#include "render/tag_list_view.h"

namespace tagwarden {

namespace {

Result<Location> read_location(const std::string& text)
{
    const auto reference = Reference::parse(text);
    if (!reference) return fail(reference.error());
    if (reference->tag || reference->digest)
        return fail(ErrorKind::usage, fmt::format("'{}' is one image, and ls lists the tags of a repository", text),
                    reference->tag
                        ? fmt::format("write '{}' --include '{}'", reference->location.str(), reference->tag->str())
                        : fmt::format("write '{}'", reference->location.str()));
    return reference->location;
}

/// --sort version with its --order.
Result<std::optional<Order>> read_order(const Arguments& arguments)
{
    const auto sort = arguments.value("--sort").value_or("name");
    const auto order = arguments.value("--order");
    if (sort != "name" && sort != "version")
        return fail(ErrorKind::usage, fmt::format("--sort '{}' is neither name nor version", printable(sort)));
    if (sort == "name" && order)
        return fail(ErrorKind::usage, "--order says how versions compare, and tags are sorted by name",
                    "add --sort version");
    if (sort == "name") return std::nullopt;
    const auto named = order_named(order.value_or("natural"));
    if (!named) return fail(named.error());
    return *named;
}

Result<TagSelection> read_selection(const Arguments& arguments)
{
    auto filter = tag_filter_request(arguments);
    if (!filter) return fail(filter.error());
    const auto order = read_order(arguments);
    if (!order) return fail(order.error());
    return TagSelection{std::move(*filter), *order, arguments.has("--reverse")};
}

std::string names_of(std::span<const TagName> tags)
{
    constexpr std::size_t most = 10;
    std::vector<std::string> names;
    for (const auto& tag : tags.first(std::min(most, tags.size()))) names.push_back(tag.str());
    if (tags.size() > most) names.emplace_back("…");
    return join(names, ", ");
}

void show(std::span<const ListedTag> tags, const TagListForm& form, Console& console)
{
    console.result(tag_list_text(tags, form));
    if (!console.json()) return;
    for (const auto& tag : tags) console.result(tag_json(tag));
}

/// What there is to say of tags that are not on the list.
Result<ExitCode> conclude(const ListSummary& summary, const Location& location, std::size_t all, Console& console)
{
    if (!summary.gone.empty())
        console.warn(fmt::format("{} gone since the registry listed {}: {}", count_text(summary.gone.size(), "tag"),
                                 summary.gone.size() == 1 ? "it" : "them", names_of(summary.gone)));
    for (const auto& it : summary.unreadable) {
        console.warn(fmt::format("tag '{}' cannot be read: {}", it.tag.str(), it.error.message));
        console.result(JsonObject{{"tag", it.tag.str()}, {"error", error_json(it.error)}});
    }
    if (summary.unreadable.empty()) return ExitCode::done;
    auto error = summary.unreadable.front().error;
    error.trail.push_back(fmt::format("reading tag '{}', one of {} of {} tags of {} that cannot be read",
                                      summary.unreadable.front().tag.str(), summary.unreadable.size(), all,
                                      location.str()));
    return fail(std::move(error));
}

Result<ExitCode> run(const Arguments& arguments, World& world, Console& console)
{
    const auto location = read_location(*arguments.value("REPOSITORY"));
    if (!location) return fail(location.error());
    const auto selection = read_selection(arguments);
    if (!selection) return fail(selection.error());
    const auto repository = world.source(*location, World::Said::on_the_command_line, {arguments.flag("--plain-http")});
    if (!repository) return fail(repository.error());
    const auto& stop = world.stop();
    const auto tags = select_tags(**repository, *selection);
    if (!tags) return during("listing the tags of " + location->str(), tags.error());
    if (tags->empty()) {
        const auto all = (*repository)->tags();
        if (!all) return during("listing the tags of " + location->str(), all.error());
        if (all->empty())
            return fail(ErrorKind::not_found, location->str() + " has no tags, or does not exist",
                        "check the spelling");
        console.talk(fmt::format("no tags: none of the {} of {} is asked for\n", count_text(all->size(), "tag"),
                                 location->str()));
    }

    TagListForm form{Console::results_on_terminal(), arguments.has("--long")};
    for (const auto& tag : *tags) form.tag_width = std::max(form.tag_width, tag.str().size());
    if (!tags->empty()) console.result(tag_list_header(form));
    const ListPorts ports{**repository, stop, form.details ? &world.digest_facts() : nullptr};
    const auto summary = list_tags(*tags, ports, [&](std::span<const ListedTag> batch) { show(batch, form, console); });
    if (!summary) return during("listing the tags of " + location->str(), summary.error());
    return conclude(*summary, *location, tags->size(), console);
}

}  // namespace

const Command ls_command{"ls",
                         "list the tags of a repository, each with its digest",
                         {{"REPOSITORY"}},
                         {{"--long", ""},
                          {"--include", "PATTERN", false, true},
                          {"--exclude", "PATTERN", false, true},
                          {"--sort", "WHAT"},
                          {"--order", "O"},
                          {"--reverse", ""},
                          {"--plain-http", ""}},
                         run};

}  // namespace tagwarden
