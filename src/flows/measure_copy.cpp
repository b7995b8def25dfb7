// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "flows/measure_copy.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "core/attached_tag.h"
#include "core/manifest_parts.h"

namespace tagwarden {

namespace {

constexpr std::size_t most_images = 50;
/// More than anybody nests indexes.
constexpr int max_depth = 16;

class Measuring {
public:
    Measuring(RepositoryReader& source, bool with_attached, const StopSignal& stop)
        : source_(source), with_attached_(with_attached), stop_(stop)
    {
    }

    Result<void> read(std::vector<Descriptor> level)
    {
        for (int depth = 0; depth < max_depth && !level.empty(); ++depth) {
            if (stop_.stopped()) return fail(ErrorKind::interrupted, "stopped; nothing was to be written");
            auto below = read_level(level);
            if (!below) return fail(below.error());
            level = std::move(*below);
        }
        return {};
    }

    std::vector<Descriptor> blobs() const
    {
        std::vector<Descriptor> all;
        for (const auto& [digest, blob] : blobs_) all.push_back(blob);
        return all;
    }

private:
    Result<std::vector<Descriptor>> read_level(const std::vector<Descriptor>& level)
    {
        std::vector<Digest> digests;
        for (const auto& it : level) digests.push_back(it.digest);
        const auto contents = source_.manifests(digests);
        std::vector<Descriptor> below;
        for (std::size_t i = 0; i < level.size(); ++i) {
            const auto what = "reading manifest " + digests[i].str();
            if (!contents[i]) return during(what, contents[i].error());
            const auto manifest = parse_manifest(contents[i]->bytes, level[i].media_type);
            if (!manifest) return during(what, manifest.error());
            const auto parts = parts_of(*manifest);
            for (const auto& blob : parts.blobs) blobs_.emplace(blob.digest, blob);
            meet(parts.manifests, below);
        }
        if (with_attached_)
            if (const auto read = read_attached(digests, below); !read) return fail(read.error());
        return below;
    }

    void meet(const std::vector<Descriptor>& manifests, std::vector<Descriptor>& below)
    {
        for (const auto& it : manifests)
            if (is_manifest(it.media_type) && seen_.insert(it.digest).second) below.push_back(it);
    }

    Result<void> read_attached(const std::vector<Digest>& subjects, std::vector<Descriptor>& below)
    {
        std::vector<Descriptor> attached;
        for (const auto& answer : source_.referrers(subjects)) {
            if (!answer) return during("asking what is attached", answer.error());
            for (const auto& referrer : *answer) attached.push_back(referrer.descriptor);
        }
        std::vector<TagName> tags;
        for (const auto& subject : subjects) std::ranges::move(cosign_tags(subject), std::back_inserter(tags));
        for (const auto& answer : source_.resolve(tags)) {
            if (!answer) return during("asking what is attached", answer.error());
            if (*answer) attached.push_back(**answer);
        }
        meet(attached, below);
        return {};
    }

    RepositoryReader& source_;
    bool with_attached_;
    const StopSignal& stop_;
    std::set<Digest, DigestBefore> seen_;
    std::map<Digest, Descriptor, DigestBefore> blobs_;
};

}  // namespace

Result<std::optional<CopySize>> measure_copy(const CopyPlan& plan, RepositoryReader& source, ContentReader& destination,
                                             bool with_attached, const StopSignal& stop)
{
    const auto roots = plan.roots();
    if (roots.size() > most_images) return std::nullopt;
    Measuring measuring(source, with_attached, stop);
    if (const auto read = measuring.read(roots); !read) return fail(read.error());
    const auto blobs = measuring.blobs();
    const auto there = destination.has_blobs(blobs);
    CopySize size;
    for (std::size_t i = 0; i < blobs.size(); ++i) {
        if (!there[i]) return during("asking what is there already", there[i].error());
        if (*there[i]) continue;
        ++size.blobs;
        size.bytes += blobs[i].size;
    }
    return size;
}

}  // namespace tagwarden
