// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "flows/measure_copy.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include "core/attached_tag.h"
#include "core/manifest_parts.h"

namespace tagwarden {

namespace {

constexpr std::size_t most_images = 50;
/// More than anybody nests indexes.
constexpr int max_depth = 16;

/// What the source has below some images, and attached to any part of them: each manifest is read once.
class AtSource {
public:
    AtSource(RepositoryReader& source, bool with_attached, const StopSignal& stop)
        : source_(source), with_attached_(with_attached), stop_(stop)
    {
    }

    void add(const Descriptor& manifest)
    {
        if (nodes_.try_emplace(manifest.digest).second) new_.push_back(manifest);
    }

    Result<void> read()
    {
        for (int depth = 0; depth < max_depth && !new_.empty(); ++depth) {
            if (stop_.stopped()) return fail(ErrorKind::interrupted, "stopped; nothing was to be written");
            if (auto read = read_level(std::exchange(new_, {})); !read) return read;
        }
        return {};
    }

    std::vector<Descriptor> blobs_of(const std::vector<Descriptor>& roots) const
    {
        std::map<Digest, Descriptor, DigestBefore> blobs;
        std::set<Digest, DigestBefore> met;
        for (const auto& root : roots) collect(root.digest, met, blobs);
        std::vector<Descriptor> all;
        for (const auto& [digest, blob] : blobs) all.push_back(blob);
        return all;
    }

private:
    struct Node {
        std::vector<Descriptor> blobs{};
        std::vector<Digest> below{};  ///< its parts, and what is attached to it
    };

    void collect(const Digest& digest, std::set<Digest, DigestBefore>& met,
                 std::map<Digest, Descriptor, DigestBefore>& blobs) const
    {
        if (!met.insert(digest).second) return;
        const auto& node = nodes_.at(digest);
        for (const auto& blob : node.blobs) blobs.emplace(blob.digest, blob);
        for (const auto& one : node.below) collect(one, met, blobs);
    }

    Result<void> read_level(const std::vector<Descriptor>& level)
    {
        std::vector<Digest> digests;
        for (const auto& it : level) digests.push_back(it.digest);
        const auto contents = source_.manifests(digests);
        for (std::size_t i = 0; i < level.size(); ++i) {
            const auto what = "reading manifest " + digests[i].str();
            if (!contents[i]) return during(what, contents[i].error());
            const auto manifest = parse_manifest(contents[i]->bytes, level[i].media_type);
            if (!manifest) return during(what, manifest.error());
            auto parts = parts_of(*manifest);
            nodes_[digests[i]].blobs = std::move(parts.blobs);
            note_below(digests[i], parts.manifests);
        }
        return with_attached_ ? read_attached(digests) : Result<void>{};
    }

    void note_below(const Digest& digest, const std::vector<Descriptor>& manifests)
    {
        for (const auto& it : manifests) {
            if (!is_manifest(it.media_type)) continue;
            nodes_[digest].below.push_back(it.digest);
            add(it);
        }
    }

    Result<void> read_attached(const std::vector<Digest>& subjects)
    {
        const auto answers = source_.referrers(subjects);
        for (std::size_t i = 0; i < subjects.size(); ++i) {
            if (!answers[i]) return during("asking what is attached", answers[i].error());
            std::vector<Descriptor> attached;
            for (const auto& referrer : *answers[i]) attached.push_back(referrer.descriptor);
            note_below(subjects[i], attached);
        }
        return read_tagged(subjects);
    }

    Result<void> read_tagged(const std::vector<Digest>& subjects)
    {
        std::vector<TagName> tags;
        std::vector<Digest> subject_of;
        for (const auto& subject : subjects) {
            std::ranges::move(cosign_tags(subject), std::back_inserter(tags));
            subject_of.resize(tags.size(), subject);
        }
        const auto answers = source_.resolve(tags);
        for (std::size_t i = 0; i < tags.size(); ++i) {
            if (!answers[i]) return during("asking what is attached", answers[i].error());
            if (*answers[i]) note_below(subject_of[i], {**answers[i]});
        }
        return {};
    }

    RepositoryReader& source_;
    bool with_attached_;
    const StopSignal& stop_;
    std::map<Digest, Node, DigestBefore> nodes_;
    std::vector<Descriptor> new_;
};

Result<CopySize> size_at(ContentReader& destination, const std::vector<Descriptor>& blobs)
{
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

}  // namespace

Result<void> measure_copies(std::span<CopyPlan> plans, RepositoryReader& source, const ReadPlaces& destinations,
                            bool with_attached, const StopSignal& stop)
{
    AtSource at_source(source, with_attached, stop);
    std::vector<std::pair<CopyPlan*, std::vector<Descriptor>>> measured;
    for (auto& plan : plans)
        if (auto roots = plan.roots(); !plan.problem && roots.size() <= most_images)
            measured.emplace_back(&plan, std::move(roots));
    for (const auto& [plan, roots] : measured)
        for (const auto& root : roots) at_source.add(root);
    const auto* const what = "asking what would be sent";
    if (const auto read = at_source.read(); !read) return during(what, read.error());
    for (const auto& [plan, roots] : measured) {
        const auto size = size_at(*destinations.at(plan->to.location), at_source.blobs_of(roots));
        if (size)
            plan->size = *size;
        else
            plan->problem = during(what, size.error()).error();
    }
    return {};
}

}  // namespace tagwarden
