// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/auth/scope.h"

#include <algorithm>

#include "base/text.h"

namespace tagwarden {

ScopeSet::ScopeSet(std::span<const Scope> scopes)
{
    for (const auto& scope : scopes) add("repository:" + scope.repository, scope.actions);
}

void ScopeSet::add_challenge(std::string_view text)
{
    for (const auto scope : split(text, ' ')) {
        // The name may hold a ':' of its own, when it begins with a host and port.
        const auto first = scope.find(':'), last = scope.rfind(':');
        if (first != last) add(std::string(scope.substr(0, last)), scope.substr(last + 1));
    }
}

bool ScopeSet::covers(const ScopeSet& other) const
{
    return std::ranges::all_of(other.resources_, [this](const Resource& wanted) {
        const auto* mine = find(wanted.name);
        if (mine == nullptr) return false;
        const auto has = [mine](std::string_view action) {
            return std::ranges::find(mine->actions, action) != mine->actions.end();
        };
        return has("*") || std::ranges::all_of(wanted.actions, has);
    });
}

std::vector<std::string> ScopeSet::texts() const
{
    std::vector<std::string> texts;
    for (const auto& resource : resources_) texts.push_back(resource.name + ":" + join(resource.actions, ","));
    return texts;
}

std::string ScopeSet::str() const
{
    return join(texts(), " ");
}

void ScopeSet::add(const std::string& name, std::string_view actions)
{
    auto place = std::ranges::find(resources_, name, &Resource::name);
    if (place == resources_.end()) place = resources_.insert(place, {name, {}});
    for (const auto action : split(actions, ','))
        if (!action.empty() && std::ranges::find(place->actions, action) == place->actions.end())
            place->actions.emplace_back(action);
}

const ScopeSet::Resource* ScopeSet::find(std::string_view name) const
{
    const auto found = std::ranges::find(resources_, name, &Resource::name);
    return found == resources_.end() ? nullptr : &*found;
}

}  // namespace tagwarden
