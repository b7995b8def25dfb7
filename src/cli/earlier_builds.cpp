// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/earlier_builds.h"

#include "base/text.h"
#include "cli/console.h"
#include "core/edition.h"
#include "core/kind_in.h"
#include "core/ledger/state.h"
#include "core/version_source.h"
#include "core/version_tags.h"

namespace tagwarden {

namespace {

Result<EarlierBuilds> from_git(const VersionConfiguration& scheme, World& world)
{
    const auto git = world.git();
    if (!git) return fail(git.error());
    const auto checkout = (*git)->checkout();
    if (!checkout) return fail(checkout.error());
    if (!*checkout)
        return fail(ErrorKind::usage, "this is not a git checkout, so there are no tags to compare with",
                    "give --against ledger, or a file with a version a line");
    if (auto deep = check_depth(**checkout); !deep) return fail(deep.error());
    const auto tags = (*git)->tags();
    if (!tags) return fail(tags.error());
    EarlierBuilds earlier;
    for (auto& tagged : versions_in_tags(scheme, *tags)) {
        const auto kind = kind_in(tagged.version);
        earlier.builds.push_back({std::move(tagged.version), kind});
    }
    return earlier;
}

void add(EarlierBuilds& earlier, Order order, const std::string& text, const std::string& branch)
{
    auto version = parse_version_text(order, text);
    if (!version) {
        ++earlier.unread;
        return;
    }
    const auto kind = kind_in(*version);
    earlier.builds.push_back({std::move(*version), kind, branch});
}

Result<EarlierBuilds> from_ledger(Order order, World& world)
{
    const auto ledger = world.ledger_to_read();
    if (!ledger) return fail(ledger.error());
    const auto editions = world.editions();
    if (!editions) return fail(editions.error());
    EarlierBuilds earlier;
    for (const auto& edition : *editions) {
        const auto journal = (*ledger)->state(edition);
        if (!journal) return during("reading the ledger", journal.error());
        for (const auto& [name, known] : journal->state.releases) {
            const auto read = earlier.builds.size();
            add(earlier, order, name, known.release.branch);
            // The ledger knows the kind; a text only hints at it.
            if (earlier.builds.size() > read) earlier.builds.back().kind = known.release.kind;
        }
    }
    if (earlier.builds.empty() && earlier.unread == 0)
        return fail(ErrorKind::not_found, "the ledger knows no release", "check --ledger, or publish first");
    return earlier;
}

Result<EarlierBuilds> from_lines(const std::string& where, std::string_view text, Order order)
{
    EarlierBuilds earlier;
    for (const auto line : split(text, '\n'))
        if (!trim(line).empty()) add(earlier, order, std::string(line), "");
    if (earlier.builds.empty() && earlier.unread > 0)
        return fail(ErrorKind::malformed, "no line of '" + printable(where) + "' is a version",
                    "give a file with a version a line");
    return earlier;
}

Result<EarlierBuilds> collected(const std::string& where, const VersionConfiguration& scheme, World& world)
{
    if (where == "git") return from_git(scheme, world);
    if (where == "ledger") return from_ledger(scheme.order, world);
    const auto text = where == "-" ? Console::input() : world.read_file(where);
    if (!text) return fail(text.error());
    return from_lines(where, *text, scheme.order);
}

}  // namespace

Result<EarlierBuilds> earlier_builds(const std::string& where, const Build& candidate,
                                     const VersionConfiguration& scheme, World& world)
{
    auto earlier = collected(where, scheme, world);
    if (!earlier) return earlier;
    const auto edition = edition_in(scheme.order, candidate.version.str());
    std::erase_if(earlier->builds, [&](const Build& it) {
        const auto other = edition_in(scheme.order, it.version.str());
        return it.version.str() == candidate.version.str() || (!edition.empty() && !other.empty() && edition != other);
    });
    return earlier;
}

}  // namespace tagwarden
