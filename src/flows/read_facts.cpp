// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "flows/read_facts.h"

namespace tagwarden {

namespace {

/// More than anybody nests indexes.
constexpr int max_depth = 8;

class Gathering {
public:
    Gathering(ContentReader& content, std::span<const Descriptor> roots) : content_(content)
    {
        for (const auto& root : roots) gathered_.emplace_back(GatheredFacts{{}, root, {}});
    }

    Each<ImageFacts> run()
    {
        for (int depth = 0; depth < max_depth && read_manifests(); ++depth) {
        }
        read_configs();
        Each<ImageFacts> facts;
        for (auto& it : gathered_)
            facts.push_back(it ? Result<ImageFacts>(std::move(it->facts)) : fail(std::move(it.error())));
        return facts;
    }

private:
    /// Reads the next manifest of each; false when none wants one.
    bool read_manifests()
    {
        std::vector<std::size_t> who;
        std::vector<Digest> digests;
        for (std::size_t i = 0; i < gathered_.size(); ++i) {
            if (!gathered_[i] || !gathered_[i]->manifest) continue;
            who.push_back(i);
            digests.push_back(gathered_[i]->manifest->digest);
        }
        const auto contents = content_.manifests(digests);
        for (std::size_t i = 0; i < who.size(); ++i) {
            auto& it = gathered_[who[i]];
            const auto manifest = *it->manifest;
            const auto added = contents[i] ? add_manifest_facts(manifest, contents[i]->bytes, *it)
                                           : Result<void>(fail(contents[i].error()));
            if (!added) it = during("reading manifest " + manifest.digest.str(), added.error());
        }
        return !who.empty();
    }

    void read_configs()
    {
        std::vector<std::size_t> who;
        std::vector<Descriptor> blobs;
        for (std::size_t i = 0; i < gathered_.size(); ++i) {
            if (!gathered_[i] || !gathered_[i]->config) continue;
            who.push_back(i);
            blobs.push_back(*gathered_[i]->config);
        }
        const auto contents = content_.small_blobs(blobs);
        for (std::size_t i = 0; i < who.size(); ++i) {
            auto& it = gathered_[who[i]];
            const auto added =
                contents[i] ? add_config_facts(*contents[i], it->facts) : Result<void>(fail(contents[i].error()));
            if (!added) it = during("reading image configuration " + blobs[i].digest.str(), added.error());
        }
    }

    ContentReader& content_;
    std::vector<Result<GatheredFacts>> gathered_;
};

}  // namespace

Each<ImageFacts> read_facts(ContentReader& content, std::span<const Descriptor> roots)
{
    return Gathering(content, roots).run();
}

}  // namespace tagwarden
