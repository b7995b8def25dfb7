// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>

#include "adapters/layers/archive_layer_files.h"
#include "adapters/memory/memory_ledger.h"
#include "adapters/memory/memory_repository.h"
#include "adapters/transfer/graph_transfer.h"
#include "core/configuration.h"
#include "flows/places.h"
#include "flows/recover.h"
#include "flows/status.h"
#include "flows/transaction.h"
#include "tests/support/set_clock.h"
#include "tests/support/set_stop.h"

namespace tagwarden::tests {

/// What a plan decides, a line each: "withdraw 1.8.1", "hold latest on 1.8.0".
std::string decided(const Plan& plan);

/// A repository in memory that can be told to fail, and remembers what was asked of it.
class Place final : public Repository {
public:
    std::shared_ptr<MemoryStore> store = std::make_shared<MemoryStore>();

    /// Called before each tag is set; an error is the answer in its place.
    std::function<Result<void>(const TagMove&)> before_move = [](const TagMove&) { return Result<void>{}; };
    std::function<void(const TagMove&)> after_move = [](const TagMove&) {};
    /// Called before each blob, by one thread at a time.
    std::function<void()> before_content = [] {};
    bool takes_content = true;
    bool answers = true;
    std::atomic<int> writes = 0;

    Result<std::vector<TagName>> tags() override;
    Each<std::optional<Descriptor>> resolve(std::span<const TagName> tags) override;
    Each<ManifestContent> manifests(std::span<const Digest> digests) override;
    Each<bool> has_manifests(std::span<const Digest> digests) override;
    Each<bool> has_blobs(std::span<const Descriptor> blobs) override;
    Result<std::unique_ptr<ByteStream>> open_blob(const Descriptor& blob) override;
    Each<std::vector<Referrer>> referrers(std::span<const Digest> subjects) override;
    Result<void> put_blob(const Descriptor& blob, ByteStream& bytes) override;
    Each<void> put_manifests(std::span<const ManifestContent> manifests) override;
    Each<void> move(std::span<const TagMove> moves) override;

private:
    /// What `ask` brings, or for each of `count` that there is no answer.
    template <class Ask>
    auto each(std::size_t count, const Ask& ask) -> decltype(ask());

    std::mutex content_;
    MemoryRepository memory_{store};
};

/// Remembers what was said.
struct HeardNotices final : Notices {
    std::vector<std::string> all;

    void notice(std::string_view text) override { all.emplace_back(text); }
};

/// A product with its places, ledger and clock, all in memory: tests tell what happens to it, and look at its tags.
class Story {
public:
    /// `yaml` is a tagwarden.yaml; every destination's place is in memory. It is told of the first edition until it is
    /// turned to another.
    explicit Story(const std::string& yaml, const Variables& environment = {});

    void turn_to(const std::string& edition);

    /// Publishes a release whose content says `content` (the version itself unless said).
    Result<TransactionReport> publish(const std::string& version, const std::string& content = "",
                                      bool take_over = false);
    Result<TransactionReport> rollback(const std::string& channel, const std::string& reason,
                                       const std::optional<std::string>& to = {});
    Result<TransactionReport> withdraw(const std::string& version, const std::string& reason);
    Result<TransactionReport> reinstate(const std::string& version, const std::string& reason);
    Result<TransactionReport> hold(const std::string& channel, const std::string& reason,
                                   const std::optional<std::string>& at = {});
    Result<TransactionReport> unhold(const std::string& channel);
    Result<TransactionReport> promote(const std::string& version, const std::string& channel,
                                      const std::string& reason);
    Result<TransactionReport> settle(bool take_over = false);
    Result<RecoverReport> recover();
    Result<TransactionReport> repair(const std::string& version, const std::string& reason);
    Result<ProductStatus> status();

    /// What the tags of a destination name, as "TAG VERSION" lines, those of anchors left out: "latest 1.8.0".
    std::string channels(const std::string& destination);
    std::string tags(const std::string& destination);
    std::size_t entries() { return ledger.entries()->size(); }

    /// The image of one platform of a part, which publish() makes too, put where it is said.
    static Descriptor build_into(ContentWriter& place, const Part& part, const std::string& version,
                                 const std::string& platform);

    /// The content of the first part as publish() brings it, made before it is published.
    Descriptor build(const std::string& version);

    Place& place(const std::string& destination);
    Product product() const { return {configuration, targets, edition}; }
    LedgerState state() { return fold(*ledger.entries(), edition); }

    Configuration configuration;
    std::string edition;
    std::vector<Target> targets;
    std::map<Location, std::unique_ptr<Place>> places;
    MemoryLedger ledger;
    SetClock clock;
    Place source;
    ArchiveLayerFiles layer_files;
    std::int64_t ordinal = 0;     ///< of the pipeline that publishes
    std::string upstream_commit;  ///< of another project that started it
    std::set<std::string> only;   ///< parts that a publish brings; all when it is empty
    bool allow_fewer_platforms = false;
    bool by_force = false;                              ///< whatever is done overwrites what somebody else moved
    std::vector<std::string> platforms{"linux/amd64"};  ///< of images that are built; several make an index
    SetStop stop;
    HeardNotices notices;
    std::function<void(std::string_view)> at_step = [](std::string_view) {};
    bool with_attached = true;  ///< what is attached to content is published with it
    std::function<Result<void>(const Proposal&)> approve = [](const Proposal&) { return Result<void>{}; };

private:
    struct ToldSteps final : Steps {
        explicit ToldSteps(Story& told) : story(told) {}
        void reached(std::string_view step) override { story.at_step(step); }
        Story& story;
    };

    using Planner = std::function<Result<Proposal>(const PlanInputs&)>;

    Result<TransactionReport> decide(Planner planner, const std::string& reason, bool take_over = false);
    Result<TransactionReport> run(const Operation& operation);
    TransactionPorts ports(const WritePlaces& all);
    Descriptor content_of(const Part& part, const std::string& version);
    WritePlaces write_places() const;

    ToldSteps steps_{*this};
    GraphTransfer transfer_{stop, {clock}};
    SilentProgress progress_;
    std::map<std::string, std::vector<Target>> all_targets_;  ///< by edition
    std::map<std::string, std::string> labels_;               ///< digest: version it was built for
};

}  // namespace tagwarden::tests
