// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/ledger/entry_json.h"

#include <fmt/format.h>

#include "base/text.h"

namespace tagwarden {

namespace {

template <class... Case>
struct Cases : Case... {
    using Case::operator()...;
};

void put(JsonObject& object, std::string_view key, std::string_view text)
{
    if (!text.empty()) object[key] = text;
}

JsonObject descriptor_to_json(const Descriptor& descriptor)
{
    return {{"digest", descriptor.digest.str()}, {"mediaType", descriptor.media_type}, {"size", descriptor.size}};
}

JsonObject release_to_json(const Release& release)
{
    JsonObject object{{"version", release.version.str()},
                      {"order", name_of(release.version.order())},
                      {"kind", name_of(release.kind)},
                      {"created", format_time(release.created)}};
    put(object, "commit", release.commit);
    put(object, "branch", release.branch);
    if (release.ordinal != 0) object["ordinal"] = release.ordinal;
    JsonArray parts;
    for (const auto& [part, content] : release.parts) {
        auto entry = descriptor_to_json(content);
        entry["image"] = part.image;
        entry["variant"] = part.variant;
        if (const auto found = release.platforms.find(part); found != release.platforms.end()) {
            JsonArray platforms;
            for (const auto& platform : found->second) platforms.emplace_back(platform.str());
            entry["platforms"] = std::move(platforms);
        }
        parts.emplace_back(std::move(entry));
    }
    object["parts"] = std::move(parts);
    if (!release.accepted.empty()) object["accepted"] = JsonArray(release.accepted.begin(), release.accepted.end());
    JsonArray awaited;
    for (const auto& part : release.awaited)
        awaited.emplace_back(JsonObject{{"image", part.image}, {"variant", part.variant}});
    if (!awaited.empty()) object["awaited"] = std::move(awaited);
    put(object, "upstreamCommit", release.upstream_commit);
    return object;
}

JsonArray moves_to_json(const std::vector<PlannedMove>& moves)
{
    JsonArray array;
    for (const auto& move : moves) array.emplace_back(move_to_json(move));
    return array;
}

/// A value that parse() makes of a member, or the error noted in the reader.
template <class T>
std::optional<T> parsed(JsonReader& reader, Result<T> value)
{
    if (value) return std::move(*value);
    auto error = value.error();
    error.kind = ErrorKind::malformed;
    error.trail.push_back("reading " + reader.where());
    reader.wrong(std::move(error));
    return std::nullopt;
}

std::optional<Descriptor> read_descriptor(JsonReader& reader)
{
    auto digest = parsed(reader, Digest::parse(reader.text("digest")));
    auto media_type = reader.text("mediaType");
    const auto size = reader.number("size");
    if (!digest) return std::nullopt;
    return Descriptor{std::move(media_type), std::move(*digest), size};
}

std::optional<Release> read_release(JsonReader& reader)
{
    const auto order = order_named(reader.text("order"));
    const auto kind = build_kind_named(reader.text("kind"));
    const auto created = parsed(reader, parse_time(reader.text("created")));
    if (!order) reader.wrong({ErrorKind::malformed, reader.where() + ": its order is not known", {}, {}});
    if (!kind) reader.wrong({ErrorKind::malformed, reader.where() + ": its kind is not known", {}, {}});
    if (!order || !kind || !created) return std::nullopt;
    auto version = parsed(reader, Version::parse(*order, reader.text("version")));
    if (!version) return std::nullopt;
    Release release{"",
                    std::move(*version),
                    *kind,
                    reader.text_or("commit", ""),
                    reader.text_or("branch", ""),
                    reader.number_or("ordinal", 0),
                    *created,
                    {},
                    {}};
    for (const auto* value : reader.list_or_empty("parts")) {
        JsonReader part(*value, reader.where() + ", a part");
        const auto content = read_descriptor(part);
        const Part key{part.text("image"), part.text("variant")};
        for (const auto& text : part.texts_or_empty("platforms"))
            if (auto platform = parsed(part, Platform::parse(text)))
                release.platforms[key].push_back(std::move(*platform));
        if (part.error()) reader.wrong(*part.error());
        if (content) release.parts.emplace(key, *content);
    }
    release.accepted = reader.texts_or_empty("accepted");
    for (const auto* value : reader.list_or_empty("awaited")) {
        JsonReader part(*value, reader.where() + ", an awaited part");
        release.awaited.insert({part.text("image"), part.text("variant")});
        if (part.error()) reader.wrong(*part.error());
    }
    release.upstream_commit = reader.text_or("upstreamCommit", "");
    return release;
}

std::optional<Role> read_role(JsonReader& reader)
{
    const auto text = reader.text("role");
    for (const auto role : {Role::anchor, Role::channel})
        if (name_of(role) == text) return role;
    reader.wrong({ErrorKind::malformed, reader.where() + ": its role is not known", {}, {}});
    return std::nullopt;
}

std::optional<PlannedMove> read_move(JsonReader& reader)
{
    const auto role = read_role(reader);
    auto location = parsed(reader, Location::parse(reader.text("location")));
    auto tag = parsed(reader, TagName::parse(reader.text("tag")));
    auto to = read_descriptor(reader);
    std::optional<Digest> from;
    if (const auto text = reader.maybe_text("from")) from = parsed(reader, Digest::parse(*text));
    if (!location || !tag || !to || reader.error()) return std::nullopt;
    return PlannedMove{*role,
                       reader.text("destination"),
                       std::move(*location),
                       {reader.text("image"), reader.text("variant")},
                       reader.text_or("channel", ""),
                       {std::move(*tag), std::move(from), std::move(*to)},
                       reader.text_or("fromVersion", ""),
                       reader.text_or("version", ""),
                       reader.text_or("why", "")};
}

std::vector<PlannedMove> read_moves(JsonReader& reader, std::string_view name = "moves")
{
    std::vector<PlannedMove> moves;
    for (const auto* value : reader.list_or_empty(name)) {
        JsonReader inner(*value, reader.where() + ", a move");
        auto move = read_move(inner);
        if (inner.error()) reader.wrong(*inner.error());
        if (move) moves.push_back(std::move(*move));
    }
    return moves;
}

std::optional<Outcome> read_outcome(JsonReader& reader)
{
    Outcome outcome;
    outcome.intent = reader.number("intent");
    const auto result = reader.text("result");
    bool known = false;
    for (const auto candidate : {Outcome::Result::done, Outcome::Result::incomplete, Outcome::Result::abandoned,
                                 Outcome::Result::taken_over}) {
        if (name_of(candidate) != result) continue;
        outcome.result = candidate;
        known = true;
    }
    if (!known) reader.wrong({ErrorKind::malformed, reader.where() + ": its result is not known", {}, {}});
    outcome.moves = read_moves(reader);
    outcome.version = reader.text_or("version", "");
    for (const auto& text : reader.texts_or_empty("completeAt"))
        if (auto location = parsed(reader, Location::parse(text))) outcome.complete_at.push_back(std::move(*location));
    outcome.note = reader.text_or("note", "");
    outcome.unsure = read_moves(reader, "unsure");
    return outcome;
}

JsonObject adopted_to_json(const RepositoryAdopted& adopted)
{
    JsonArray releases;
    for (const auto& release : adopted.releases) releases.emplace_back(release_to_json(release));
    JsonArray tags;
    for (const auto& it : adopted.tags) {
        JsonObject tag{{"role", name_of(it.role)}, {"tag", it.tag.str()},        {"digest", it.digest.str()},
                       {"image", it.part.image},   {"variant", it.part.variant}, {"version", it.version}};
        put(tag, "channel", it.channel);
        tags.emplace_back(std::move(tag));
    }
    return {{"destination", adopted.destination},
            {"location", adopted.location.str()},
            {"releases", std::move(releases)},
            {"tags", std::move(tags)}};
}

std::optional<AdoptedTag> read_adopted_tag(JsonReader& reader)
{
    const auto role = read_role(reader);
    auto tag = parsed(reader, TagName::parse(reader.text("tag")));
    auto digest = parsed(reader, Digest::parse(reader.text("digest")));
    if (!tag || !digest || !role) return std::nullopt;
    return AdoptedTag{*role,
                      reader.text_or("channel", ""),
                      {reader.text("image"), reader.text("variant")},
                      std::move(*tag),
                      std::move(*digest),
                      reader.text("version")};
}

std::optional<RepositoryAdopted> read_adopted(JsonReader& reader)
{
    auto location = parsed(reader, Location::parse(reader.text("location")));
    if (!location) return std::nullopt;
    RepositoryAdopted adopted{reader.text("destination"), std::move(*location), {}, {}};
    for (const auto* value : reader.list_or_empty("releases")) {
        JsonReader inner(*value, reader.where() + ", a release");
        if (auto release = read_release(inner)) adopted.releases.push_back(std::move(*release));
        if (inner.error()) reader.wrong(*inner.error());
    }
    for (const auto* value : reader.list_or_empty("tags")) {
        JsonReader inner(*value, reader.where() + ", a tag");
        if (auto tag = read_adopted_tag(inner)) adopted.tags.push_back(std::move(*tag));
        if (inner.error()) reader.wrong(*inner.error());
    }
    return adopted;
}

JsonObject intent_to_json(const Intent& intent)
{
    JsonObject object{{"operation", intent.operation}, {"moves", moves_to_json(*intent.moves)}};
    put(object, "subject", intent.subject);
    put(object, "reason", intent.reason);
    if (intent.take_over) object["takeOver"] = true;
    return object;
}

JsonObject outcome_to_json(const Outcome& outcome)
{
    JsonObject object{
        {"intent", outcome.intent}, {"result", name_of(outcome.result)}, {"moves", moves_to_json(*outcome.moves)}};
    put(object, "version", outcome.version);
    put(object, "note", outcome.note);
    JsonArray places;
    for (const auto& location : outcome.complete_at) places.emplace_back(location.str());
    if (!places.empty()) object["completeAt"] = std::move(places);
    if (!outcome.unsure.empty()) object["unsure"] = moves_to_json(outcome.unsure);
    return object;
}

}  // namespace

std::string_view name_of(Outcome::Result result)
{
    switch (result) {
        case Outcome::Result::done: return "done";
        case Outcome::Result::incomplete: return "incomplete";
        case Outcome::Result::abandoned: return "abandoned";
        case Outcome::Result::taken_over: return "taken-over";
    }
    return "";
}

JsonObject move_to_json(const PlannedMove& move)
{
    auto object = descriptor_to_json(move.move.to);
    object["role"] = name_of(move.role);
    object["destination"] = move.destination;
    object["location"] = move.location.str();
    object["image"] = move.part.image;
    object["variant"] = move.part.variant;
    object["tag"] = move.move.tag.str();
    if (move.move.from) object["from"] = move.move.from->str();
    put(object, "channel", move.channel);
    put(object, "fromVersion", move.from_version);
    put(object, "version", move.version);
    put(object, "why", move.why);
    return object;
}

std::string_view type_of(const EntryBody& body)
{
    return std::visit(
        Cases{[](const ReleaseAnnounced&) { return "release"; }, [](const VersionWithdrawn&) { return "withdraw"; },
              [](const VersionReinstated&) { return "reinstate"; }, [](const ChannelHeld&) { return "hold"; },
              [](const ChannelReleased&) { return "unhold"; }, [](const ChannelPromoted&) { return "promote"; },
              [](const RepositoryAdopted&) { return "adopt"; }, [](const Intent&) { return "intent"; },
              [](const Outcome&) { return "outcome"; }},
        body);
}

JsonObject body_to_json(const EntryBody& body)
{
    return std::visit(
        Cases{[](const ReleaseAnnounced& it) { return release_to_json(it.release); },
              [](const VersionWithdrawn& it) { return JsonObject{{"version", it.version}, {"reason", it.reason}}; },
              [](const VersionReinstated& it) { return JsonObject{{"version", it.version}, {"reason", it.reason}}; },
              [](const ChannelHeld& it) {
                  return JsonObject{{"channel", it.channel}, {"version", it.version}, {"reason", it.reason}};
              },
              [](const ChannelReleased& it) {
                  JsonObject object{{"channel", it.channel}};
                  put(object, "reason", it.reason);
                  return object;
              },
              [](const ChannelPromoted& it) {
                  return JsonObject{{"channel", it.channel}, {"version", it.version}, {"reason", it.reason}};
              },
              [](const RepositoryAdopted& it) { return adopted_to_json(it); },
              [](const Intent& it) { return intent_to_json(it); },
              [](const Outcome& it) { return outcome_to_json(it); }},
        body);
}

Result<EntryBody> body_from_json(std::string_view type, const Json& value, const std::string& where)
{
    JsonReader reader(value, where);
    std::optional<EntryBody> body;
    if (type == "release") {
        if (auto release = read_release(reader)) body = ReleaseAnnounced{std::move(*release)};
    } else if (type == "withdraw") {
        body = VersionWithdrawn{reader.text("version"), reader.text("reason")};
    } else if (type == "reinstate") {
        body = VersionReinstated{reader.text("version"), reader.text("reason")};
    } else if (type == "hold") {
        body = ChannelHeld{reader.text("channel"), reader.text("version"), reader.text("reason")};
    } else if (type == "unhold") {
        body = ChannelReleased{reader.text("channel"), reader.text_or("reason", "")};
    } else if (type == "promote") {
        body = ChannelPromoted{reader.text("channel"), reader.text("version"), reader.text("reason")};
    } else if (type == "adopt") {
        if (auto adopted = read_adopted(reader)) body = std::move(*adopted);
    } else if (type == "intent") {
        body = Intent{reader.text("operation"), reader.text_or("subject", ""), reader.text_or("reason", ""),
                      reader.flag_or("takeOver", false), read_moves(reader)};
    } else if (type == "outcome") {
        if (auto outcome = read_outcome(reader)) body = std::move(*outcome);
    } else {
        return fail(ErrorKind::malformed, fmt::format("{}: the type '{}' is not known", where, printable(type)),
                    "a newer Tagwarden may have written it; update this one");
    }
    if (reader.error()) return fail(*reader.error());
    return std::move(*body);
}

}  // namespace tagwarden
