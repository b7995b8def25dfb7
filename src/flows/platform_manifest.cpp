// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "flows/platform_manifest.h"

#include <fmt/format.h>

#include <set>

#include "base/text.h"
#include "core/manifest.h"
#include "flows/read_facts.h"

namespace tagwarden {

namespace {

/// More than anybody nests; a hostile chain of indexes ends here.
constexpr int max_depth = 8;

struct Candidate {
    Descriptor descriptor;
    Platform platform;
};

Result<void> add_entries(ContentReader& content, const Descriptor& index, int depth, std::vector<Candidate>& found)
{
    if (depth == max_depth)
        return fail(ErrorKind::malformed, fmt::format("{} nests indexes more than {} deep", index.digest.str(), depth));
    const auto what = "reading manifest " + index.digest.str();
    const auto contents = content.manifests({&index.digest, 1});
    if (!contents.front()) return during(what, contents.front().error());
    const auto manifest = parse_manifest(contents.front()->bytes, index.media_type);
    if (!manifest) return during(what, manifest.error());
    for (const auto& entry : manifest->entries) {
        if (entry.attestation) continue;
        if (entry.platform && is_manifest(entry.descriptor.media_type))
            found.push_back({entry.descriptor, *entry.platform});
        else if (is_index(entry.descriptor.media_type))
            if (auto added = add_entries(content, entry.descriptor, depth + 1, found); !added) return added;
    }
    return {};
}

Result<std::vector<Candidate>> candidates(ContentReader& content, const Descriptor& root)
{
    std::vector<Candidate> found;
    if (is_index(root.media_type)) {
        if (const auto added = add_entries(content, root, 0, found); !added) return fail(added.error());
        return found;
    }
    const auto facts = read_facts(content, {&root, 1});
    if (!facts.front()) return fail(facts.front().error());
    for (const auto& platform : facts.front()->platforms) found.push_back({root, platform});
    return found;
}

std::string list_of(const std::vector<Candidate>& candidates)
{
    std::set<std::string> names;
    for (const auto& it : candidates) names.insert(printable(it.platform.str()));
    return join(std::vector(names.begin(), names.end()), ", ");
}

std::vector<Candidate> matching(const std::vector<Candidate>& all, const Platform& wanted, bool any_variant)
{
    std::vector<Candidate> some;
    for (const auto& it : all) {
        auto platform = it.platform;
        if (any_variant) platform.variant = wanted.variant;
        if (platform == wanted) some.push_back(it);
    }
    return some;
}

}  // namespace

Result<Descriptor> platform_manifest(ContentReader& content, const Descriptor& root, const Platform& platform)
{
    const auto all = candidates(content, root);
    if (!all) return fail(all.error());
    auto found = matching(*all, platform, false);
    if (found.empty() && platform.variant.empty()) found = matching(*all, platform, true);
    if (found.empty())
        return fail(ErrorKind::not_found, fmt::format("{} has no image for {}", root.digest.str(), platform.str()),
                    all->empty() ? "it says of no platform that it runs there" : "it has: " + list_of(*all));
    for (const auto& it : found)
        if (it.descriptor.digest != found.front().descriptor.digest)
            return fail(ErrorKind::usage,
                        fmt::format("{} has {} images for {}", root.digest.str(), found.size(), platform.str()),
                        "name one by its digest, or by its variant: " + list_of(found));
    return found.front().descriptor;
}

}  // namespace tagwarden
