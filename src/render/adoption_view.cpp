// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "render/adoption_view.h"

#include <fmt/format.h>

#include <cstdint>

#include "base/text.h"
#include "render/amounts.h"
#include "render/columns.h"

namespace tagwarden {

namespace {

using State = TagFinding::State;

std::string heading(const RepositoryFindings& it)
{
    std::vector<std::string> parts;
    const auto add = [&](std::size_t count, std::string_view what) {
        if (count != 0) parts.push_back(fmt::format("{} {}", count, what));
    };
    add(it.count(State::adopted, Role::anchor), "anchors");
    add(it.count(State::adopted, Role::channel), "channels");
    add(it.count(State::known), "known already");
    add(it.count(State::conflict), "in conflict");
    add(it.count(State::undecided), "undecided");
    const auto where = fmt::format("{} ({})", it.destination, it.location.str());
    return where + ": " + (parts.empty() ? "no tags" : join(parts, ", ")) + "\n";
}

/// Anchors that are as they should be are many, and nobody reads them.
bool worth_a_line(const TagFinding& it)
{
    if (it.state == State::adopted) return it.role == Role::channel;
    return it.state == State::conflict || it.state == State::undecided;
}

std::vector<std::string> row_of(const TagFinding& it)
{
    const auto what = it.state == State::adopted ? name_of(*it.role) : name_of(it.state);
    return {std::string(what), it.tag.str(), it.version.empty() ? "—" : it.version, it.digest ? it.digest->brief() : "",
            printable(it.why)};
}

JsonObject tag_json(const TagFinding& it)
{
    JsonObject object{{"tag", it.tag.str()}, {"state", name_of(it.state)}};
    if (it.digest) object["digest"] = it.digest->str();
    if (it.role) {
        object["role"] = name_of(*it.role);
        object["image"] = it.part.image;
        object["variant"] = it.part.variant;
        object["version"] = it.version;
    }
    if (!it.channel.empty()) object["channel"] = it.channel;
    if (!it.why.empty()) object["why"] = printable(it.why);
    return object;
}

}  // namespace

std::string adoption_text(const Adoption& adoption)
{
    std::string text;
    for (const auto& repository : adoption.repositories) {
        text += heading(repository);
        Columns columns;
        for (const auto& tag : repository.tags)
            if (worth_a_line(tag)) columns.add(row_of(tag));
        text += columns.str();
    }
    return text;
}

JsonObject adoption_json(const Adoption& adoption)
{
    JsonArray repositories, held;
    for (const auto& repository : adoption.repositories) {
        JsonArray tags;
        for (const auto& tag : repository.tags) tags.emplace_back(tag_json(tag));
        repositories.emplace_back(JsonObject{{"destination", repository.destination},
                                             {"location", repository.location.str()},
                                             {"releases", static_cast<std::int64_t>(repository.releases)},
                                             {"tags", std::move(tags)}});
    }
    for (const auto& entry : adoption.entries)
        if (const auto* hold = std::get_if<ChannelHeld>(&entry))
            held.emplace_back(
                JsonObject{{"channel", hold->channel}, {"version", hold->version}, {"reason", hold->reason}});
    return {{"repositories", std::move(repositories)},
            {"held", std::move(held)},
            {"warnings", JsonArray(adoption.warnings.begin(), adoption.warnings.end())}};
}

}  // namespace tagwarden
