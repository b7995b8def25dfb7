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

std::string heading(const std::string& edition, const RepositoryFindings& it)
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
    const auto of = edition.empty() ? "" : ", edition " + edition;
    const auto where = fmt::format("{} ({}){}", it.destination, it.location.str(), of);
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
        text += heading(adoption.edition, repository);
        Columns columns;
        for (const auto& tag : repository.tags)
            if (worth_a_line(tag)) columns.add(row_of(tag));
        text += columns.str();
    }
    return text;
}

namespace {

JsonObject repository_json(const std::string& edition, const RepositoryFindings& it)
{
    JsonArray tags;
    for (const auto& tag : it.tags) tags.emplace_back(tag_json(tag));
    return {{"edition", edition},
            {"destination", it.destination},
            {"location", it.location.str()},
            {"releases", static_cast<std::int64_t>(it.releases)},
            {"tags", std::move(tags)}};
}

}  // namespace

JsonObject adoptions_json(const std::vector<Adoption>& editions)
{
    JsonArray repositories, held, warnings;
    for (const auto& adoption : editions) {
        for (const auto& it : adoption.repositories) repositories.emplace_back(repository_json(adoption.edition, it));
        for (const auto& entry : adoption.entries)
            if (const auto* hold = std::get_if<ChannelHeld>(&entry))
                held.emplace_back(JsonObject{{"edition", adoption.edition},
                                             {"channel", hold->channel},
                                             {"version", hold->version},
                                             {"reason", hold->reason}});
        warnings.insert(warnings.end(), adoption.warnings.begin(), adoption.warnings.end());
    }
    return {{"repositories", std::move(repositories)}, {"held", std::move(held)}, {"warnings", std::move(warnings)}};
}

}  // namespace tagwarden
