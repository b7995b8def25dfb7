// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "flows/attached_gaps.h"

#include <algorithm>
#include <map>
#include <utility>

#include "core/attached_tag.h"
#include "core/manifest_parts.h"

namespace tagwarden {

namespace {

using Digests = std::set<Digest, DigestBefore>;

constexpr std::size_t questions_at_once = 256;
/// More than anybody nests indexes, or attaches to what is attached.
constexpr int max_depth = 8;

class Gaps {
public:
    Gaps(const CopyPlan& plan, RepositoryReader& source, ReferrerReader& destination, const StopSignal& stop)
        : source_(source), destination_(destination), stop_(stop)
    {
        for (const auto& copy : plan.copies) {
            if (copy.step == PlannedCopy::Step::attached) left_tags_.insert(*copy.tag);
            if (copy.step != PlannedCopy::Step::present || (copy.tag && names_attached(*copy.tag))) continue;
            meet(copy.root, copy.root.digest);
        }
    }

    Result<Digests> find()
    {
        for (int depth = 0; depth < max_depth && !new_.empty(); ++depth) {
            const auto level = std::exchange(new_, {});
            for (std::size_t at = 0; at < level.size(); at += questions_at_once) {
                if (stop_.stopped()) return fail(ErrorKind::interrupted, "stopped before anything was copied");
                const auto batch = std::span(level).subspan(at, std::min(questions_at_once, level.size() - at));
                read_parts(batch);
                read_attached(batch);
            }
        }
        return std::move(lacking_);
    }

private:
    /// A manifest is looked at once, whatever images it belongs to.
    void meet(const Descriptor& manifest, const Digest& root)
    {
        auto& roots = roots_of_[manifest.digest];
        const bool is_new = roots.empty();
        roots.insert(root);
        if (is_new) new_.push_back(manifest);
    }
    void meet_all(const std::vector<Descriptor>& manifests, const Digest& from)
    {
        const auto roots = roots_of_[from];
        for (const auto& manifest : manifests)
            for (const auto& root : roots) meet(manifest, root);
    }
    void note_gap(const Digest& manifest)
    {
        const auto& roots = roots_of_[manifest];
        lacking_.insert(roots.begin(), roots.end());
    }

    void read_parts(std::span<const Descriptor> batch)
    {
        std::vector<Digest> indexes;
        for (const auto& it : batch)
            if (is_index(it.media_type)) indexes.push_back(it.digest);
        if (indexes.empty()) return;
        const auto contents = source_.manifests(indexes);
        for (std::size_t i = 0; i < indexes.size(); ++i) {
            const auto manifest = contents[i] ? parse_manifest(contents[i]->bytes, contents[i]->descriptor.media_type)
                                              : fail(contents[i].error());
            if (manifest)
                meet_all(parts_of(*manifest).manifests, indexes[i]);
            else
                note_gap(indexes[i]);
        }
    }

    void read_attached(std::span<const Descriptor> batch)
    {
        std::vector<Digest> all;
        for (const auto& it : batch) all.push_back(it.digest);
        const auto answers = source_.referrers(all);
        std::vector<Digest> subjects;
        std::vector<std::vector<Descriptor>> wanted;
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (!answers[i] || has_left_tag(all[i])) note_gap(all[i]);
            if (!answers[i] || answers[i]->empty()) continue;
            subjects.push_back(all[i]);
            wanted.emplace_back();
            for (const auto& referrer : *answers[i]) wanted.back().push_back(referrer.descriptor);
            meet_all(wanted.back(), all[i]);
        }
        if (!subjects.empty()) compare(subjects, wanted);
    }

    bool has_left_tag(const Digest& digest) const
    {
        return std::ranges::any_of(cosign_tags(digest), [&](const TagName& tag) { return left_tags_.contains(tag); });
    }

    void compare(const std::vector<Digest>& subjects, const std::vector<std::vector<Descriptor>>& wanted)
    {
        const auto there = destination_.referrers(subjects);
        for (std::size_t i = 0; i < subjects.size(); ++i) {
            Digests listed;
            if (there[i])
                for (const auto& referrer : *there[i]) listed.insert(referrer.descriptor.digest);
            const auto has = [&](const Descriptor& one) { return listed.contains(one.digest); };
            if (!std::ranges::all_of(wanted[i], has)) note_gap(subjects[i]);
        }
    }

    RepositoryReader& source_;
    ReferrerReader& destination_;
    const StopSignal& stop_;
    std::set<TagName> left_tags_;
    std::map<Digest, Digests, DigestBefore> roots_of_;
    std::vector<Descriptor> new_;
    Digests lacking_;
};

}  // namespace

Result<Digests> attached_gaps(const CopyPlan& plan, RepositoryReader& source, ReferrerReader& destination,
                              const StopSignal& stop)
{
    return Gaps(plan, source, destination, stop).find();
}

}  // namespace tagwarden
