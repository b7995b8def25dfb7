// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/ledger/value_writer.h"

namespace tagwarden {

void ValueWriter::part(const Part& it)
{
    const auto& [image, variant] = it;
    text(image);
    text(variant);
}

void ValueWriter::descriptor(const Descriptor& it)
{
    const auto& [media_type, digest, size] = it;
    text(media_type);
    text(digest.str());
    signed_number(size);
}

void ValueWriter::decision(const Decision& it)
{
    const auto& [reason, actor, when] = it;
    text(reason);
    text(actor);
    time(when);
}

void ValueWriter::release(const Release& it)
{
    const auto& [edition, version, kind, commit, branch, ordinal, created, parts, accepted, awaited, platforms,
                 upstream] = it;
    text(edition);
    text(name_of(version.order()));
    text(version.str());
    text(name_of(kind));
    text(commit);
    text(branch);
    signed_number(ordinal);
    time(created);
    each(parts, [&](const auto& pair) {
        part(pair.first);
        descriptor(pair.second);
    });
    texts(accepted);
    each(awaited, [&](const Part& one) { part(one); });
    each(platforms, [&](const auto& pair) {
        part(pair.first);
        each(pair.second, [&](const Platform& one) { text(one.str()); });
    });
    text(upstream);
}

void ValueWriter::known_release(const KnownRelease& it)
{
    const auto& [what, complete_at, named, published, withdrawn, incomplete] = it;
    release(what);
    each(complete_at, [&](const Location& one) { location(one); });
    flag(named);
    flag(published);
    maybe(withdrawn, [&](const Decision& one) { decision(one); });
    maybe(incomplete, [&](const Decision& one) { decision(one); });
}

void ValueWriter::move(const PlannedMove& it)
{
    const auto& [role, destination, at, of, channel, tag_move, from_version, version, why] = it;
    const auto& [name, from, to] = tag_move;
    flag(role == Role::channel);
    text(destination);
    location(at);
    part(of);
    text(channel);
    text(name.str());
    maybe(from, [&](const Digest& one) { text(one.str()); });
    descriptor(to);
    text(from_version);
    text(version);
    text(why);
}

void ValueWriter::open_intent(const OpenIntent& it)
{
    const auto& [sequence, intent, why, of, superseded] = it;
    const auto& [operation, subject, reason, take_over, moves] = intent;
    signed_number(sequence);
    text(operation);
    text(subject);
    text(reason);
    flag(take_over);
    each(*moves, [&](const PlannedMove& one) { move(one); });
    decision(why);
    flag(of != nullptr);
    if (of != nullptr) release(*of);
    flag(superseded);
}

void ValueWriter::promotion(const Promotion& it)
{
    const auto& [version, why] = it;
    text(version);
    decision(why);
}

void ValueWriter::hold(const Hold& it)
{
    const auto& [version, why] = it;
    text(version);
    decision(why);
}

}  // namespace tagwarden
