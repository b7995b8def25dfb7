// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "flows/places.h"

#include <algorithm>
#include <set>

namespace tagwarden {

ReadPlaces readers(const WritePlaces& places)
{
    return {places.begin(), places.end()};
}

namespace {

void look_at(RepositoryReader& place, const Location& location, const std::vector<TagName>& tags, Sight& sight)
{
    auto answers = place.resolve(tags);
    for (std::size_t i = 0; i < tags.size(); ++i) {
        if (answers[i])
            sight.seen.insert_or_assign({location, tags[i]}, std::move(*answers[i]));
        else
            sight.failed.try_emplace(location, answers[i].error());
    }
}

bool optional_place(const std::vector<Target>& targets, const Location& location)
{
    return std::ranges::any_of(targets,
                               [&](const Target& target) { return target.location == location && target.optional; });
}

}  // namespace

Sight look(const ReadPlaces& places, const std::vector<TagAt>& names)
{
    std::map<Location, std::vector<TagName>> by_place;
    std::set<TagAt> asked;
    for (const auto& name : names)
        if (asked.insert(name).second) by_place[name.location].push_back(name.tag);
    Sight sight;
    for (const auto& [location, tags] : by_place)
        if (const auto place = places.find(location); place != places.end())
            look_at(*place->second, location, tags, sight);
    return sight;
}

Result<Sight> look_everywhere(const ReadPlaces& places, const std::vector<Target>& targets,
                              const std::vector<TagAt>& names)
{
    auto sight = look(places, names);
    for (const auto& [location, error] : sight.failed)
        if (!optional_place(targets, location)) return during("looking at the tags of " + location.str(), error);
    return sight;
}

}  // namespace tagwarden
