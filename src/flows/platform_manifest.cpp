// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "flows/platform_manifest.h"

#include <fmt/format.h>

#include <map>
#include <set>
#include <utility>

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

/// What platforms the images of some roots are for.
class Search {
public:
    Search(ContentReader& content, std::span<const Descriptor> roots)
        : content_(content), roots_(roots), found_(roots.size())
    {
        for (std::size_t i = 0; i < roots.size(); ++i)
            if (is_index(roots[i].media_type)) meet(roots[i], i);
    }

    Each<std::vector<Candidate>> run()
    {
        for (int depth = 0; depth < max_depth && !level_.empty(); ++depth) read_level();
        for (const auto& [digest, index] : level_)
            note_failure(index, {ErrorKind::malformed,
                                 fmt::format("{} nests indexes more than {} deep", digest.str(), max_depth),
                                 {},
                                 {}});
        read_images();
        return std::move(found_);
    }

private:
    using Roots = std::set<std::size_t>;

    /// An index, and the roots that lead to it.
    struct Index {
        Descriptor descriptor;
        Roots roots{};
    };

    void meet(const Descriptor& index, std::size_t root)
    {
        level_.try_emplace(index.digest, Index{index}).first->second.roots.insert(root);
    }

    void read_level()
    {
        const auto level = std::exchange(level_, {});
        std::vector<Digest> digests;
        for (const auto& [digest, index] : level) digests.push_back(digest);
        const auto contents = content_.manifests(digests);
        auto content = contents.begin();
        for (const auto& [digest, index] : level) {
            const auto manifest =
                *content ? parse_manifest((*content)->bytes, index.descriptor.media_type) : fail(content->error());
            ++content;
            if (manifest)
                add_entries(*manifest, index.roots);
            else
                note_failure(index, during("reading manifest " + digest.str(), manifest.error()).error());
        }
    }

    void add_entries(const Manifest& manifest, const Roots& roots)
    {
        for (const auto& entry : manifest.entries) {
            if (entry.attestation) continue;
            for (const auto root : roots) {
                if (entry.platform && is_manifest(entry.descriptor.media_type)) {
                    if (found_[root]) found_[root]->push_back({entry.descriptor, *entry.platform});
                } else if (is_index(entry.descriptor.media_type)) {
                    meet(entry.descriptor, root);
                }
            }
        }
    }

    void read_images()
    {
        std::vector<std::size_t> who;
        std::vector<Descriptor> images;
        for (std::size_t i = 0; i < roots_.size(); ++i) {
            if (is_index(roots_[i].media_type)) continue;
            who.push_back(i);
            images.push_back(roots_[i]);
        }
        const auto facts = read_facts(content_, images);
        for (std::size_t i = 0; i < who.size(); ++i) {
            if (!facts[i])
                found_[who[i]] = fail(facts[i].error());
            else
                for (const auto& platform : facts[i]->platforms) found_[who[i]]->push_back({images[i], platform});
        }
    }

    void note_failure(const Index& index, const Error& error)
    {
        for (const auto root : index.roots)
            if (found_[root]) found_[root] = fail(error);
    }

    ContentReader& content_;
    std::span<const Descriptor> roots_;
    Each<std::vector<Candidate>> found_;
    std::map<Digest, Index, DigestBefore> level_;  ///< what is to be read next
};

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

Result<Descriptor> choose(const Descriptor& root, const std::vector<Candidate>& all, const Platform& platform)
{
    auto found = matching(all, platform, false);
    if (found.empty() && platform.variant.empty()) found = matching(all, platform, true);
    if (found.empty())
        return fail(ErrorKind::not_found, fmt::format("{} has no image for {}", root.digest.str(), platform.str()),
                    all.empty() ? "it says of no platform that it runs there" : "it has: " + list_of(all));
    for (const auto& it : found)
        if (it.descriptor.digest != found.front().descriptor.digest)
            return fail(ErrorKind::usage,
                        fmt::format("{} has {} images for {}", root.digest.str(), found.size(), platform.str()),
                        "name one by its digest, or by its variant: " + list_of(found));
    return found.front().descriptor;
}

}  // namespace

Each<Descriptor> platform_manifests(ContentReader& content, std::span<const Descriptor> roots, const Platform& platform)
{
    const auto found = Search(content, roots).run();
    Each<Descriptor> images;
    for (std::size_t i = 0; i < roots.size(); ++i)
        images.push_back(found[i] ? choose(roots[i], *found[i], platform) : fail(found[i].error()));
    return images;
}

}  // namespace tagwarden
