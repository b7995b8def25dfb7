// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "flows/content_holders.h"

#include <fmt/format.h>

#include "base/text.h"

namespace tagwarden {

namespace {

/// Whether a place has each of these; the error of one that did not say so of all.
struct Answers {
    NamedContent nowhere;
    std::optional<Error> unanswered;
};

void ask(RepositoryReader& place, const Location& location, Answers& answers)
{
    std::vector<Digest> digests;
    for (const auto& [what, content] : answers.nowhere) digests.push_back(content.digest);
    const auto has = place.has_manifests(digests);
    auto it = answers.nowhere.begin();
    for (const auto& one : has) {
        if (!one && !answers.unanswered)
            answers.unanswered = during("asking " + location.str() + " what it has", one.error()).error();
        it = one && *one ? answers.nowhere.erase(it) : std::next(it);
    }
}

Answers ask_all(const NamedContent& content, const ReadPlaces& places)
{
    Answers answers{content, std::nullopt};
    for (const auto& [location, place] : places)
        if (!answers.nowhere.empty()) ask(*place, location, answers);
    return answers;
}

}  // namespace

NamedContent lost_content(const NamedContent& content, const ReadPlaces& places)
{
    auto answers = ask_all(content, places);
    return answers.unanswered ? NamedContent{} : std::move(answers.nowhere);
}

Result<void> check_holders(const NamedContent& content, const ReadPlaces& places)
{
    const auto answers = ask_all(content, places);
    if (answers.nowhere.empty()) return {};
    if (answers.unanswered) return fail(*answers.unanswered);
    const auto& [what, root] = *answers.nowhere.begin();
    std::vector<std::string> asked;
    for (const auto& [location, place] : places) asked.push_back(location.str());
    return fail(ErrorKind::refused,
                fmt::format("nobody has the content of {} any more ({}): {} {} asked", what, root.digest.str(),
                            join(asked, ", "), asked.size() == 1 ? "was" : "were"));
}

Result<void> check_holders(const std::map<Part, Descriptor>& parts, const ReadPlaces& places)
{
    NamedContent content;
    for (const auto& [part, root] : parts) content.emplace(part.str(), root);
    return check_holders(content, places);
}

}  // namespace tagwarden
