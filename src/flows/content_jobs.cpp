// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "flows/content_jobs.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace tagwarden {

namespace {

class JobList {
public:
    JobList(const Plan& plan, const Product& product, const Operation& operation, const WritePlaces& places)
        : plan_(plan), product_(product), operation_(operation), places_(places)
    {
    }

    std::vector<ContentJob> all() const
    {
        std::vector<ContentJob> jobs;
        std::set<std::pair<Location, std::string>> planned;
        for (const auto& it : plan_.content) {
            planned.emplace(it.location, it.root.digest.str());
            const auto given = operation_.sources.find(it.part);
            auto source = given == operation_.sources.end() ? holder_of(it.root, it.location) : given->second;
            source.root = it.root;
            jobs.push_back(job(it, source, it.optional));
        }
        for (const auto& it : plan_.channels)
            if (it.puts() && planned.emplace(it.location, it.move.to.digest.str()).second)
                jobs.push_back(job(it, holder_of(it.move.to, it.location), optional_place(product_, it.location)));
        return jobs;
    }

private:
    /// Where content that this operation does not bring can be had: another place that has it, else the place itself,
    /// which then proves by its answers that all of it is there.
    PartSource holder_of(const Descriptor& root, const Location& not_at) const
    {
        for (const auto& [location, place] : places_) {
            if (location == not_at) continue;
            const auto has = place->has_manifests({&root.digest, 1});
            if (has.front() && *has.front()) return {place, root, location};
        }
        return {places_.at(not_at), root, not_at};
    }

    /// `it` is what the plan says: a part of a version at a place.
    template <class Planned>
    ContentJob job(const Planned& it, const PartSource& source, bool optional) const
    {
        return {{fmt::format("{} {} to {}", it.part.str(), it.version, it.destination), source.content,
                 places_.at(it.location), source.root, source.location, it.location, operation_.with_attached},
                it.location,
                optional};
    }

    const Plan& plan_;
    const Product& product_;
    const Operation& operation_;
    const WritePlaces& places_;
};

}  // namespace

std::vector<ContentJob> content_jobs(const Plan& plan, const Product& product, const Operation& operation,
                                     const WritePlaces& places)
{
    return JobList(plan, product, operation, places).all();
}

bool optional_place(const Product& product, const Location& location)
{
    return std::ranges::any_of(product.targets,
                               [&](const Target& it) { return it.location == location && it.optional; });
}

}  // namespace tagwarden
