// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/transfer/graph_transfer.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <deque>
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include "adapters/transfer/attached_content.h"
#include "adapters/transfer/attached_tags.h"
#include "adapters/transfer/blob_crew.h"
#include "adapters/transfer/existence.h"
#include "adapters/transfer/in_threads.h"
#include "adapters/transfer/kept_blobs.h"
#include "adapters/transfer/manifest_puts.h"
#include "adapters/transfer/mounts.h"

namespace tagwarden {

namespace {

/// What a repository has attached to something is there already when content stays in it.
bool brings_attached(const TransferJob& job)
{
    return job.with_attached && job.source != static_cast<RepositoryReader*>(job.destination);
}

/// One batch of jobs. The steps are called in the order they stand here.
class Transfer {
public:
    Transfer(std::span<const TransferJob> jobs, const StopSignal& stop, const Pace& pace) : stop_(stop), pace_(pace)
    {
        for (const auto& job : jobs) jobs_.push_back({.job = &job});
    }

    void read_sources()
    {
        for (auto& state : jobs_) {
            const auto& job = *state.job;
            auto& reading =
                readings_
                    .try_emplace({job.source, brings_attached(job)}, *job.source, brings_attached(job), blobs_, stop_)
                    .first->second;
            reading.roots.emplace_back(&state, &reading.graph.add(job.root));
        }
        std::vector<Reading*> all;
        for (auto& [source, reading] : readings_) all.push_back(&reading);
        in_threads(std::span(all), [](Reading* reading) { reading->read(); });
    }

    void find_destinations()
    {
        std::map<Repository*, std::vector<JobState*>> jobs_at;
        std::vector<Repository*> in_order;
        for (auto& state : jobs_) {
            auto& there = jobs_at[state.job->destination];
            if (there.empty()) in_order.push_back(state.job->destination);
            there.push_back(&state);
        }
        for (auto* repository : in_order) {
            const auto& jobs = jobs_at.at(repository);
            destinations_.emplace_back(*repository, jobs.front()->job->to).set_jobs(jobs, blobs_);
        }
    }

    void bring(Progress& progress)
    {
        const std::span all(destinations_);
        in_threads(all, [&](Destination& one) { ask_what_is_there(one, blobs_); });
        mount_from_others(all, blobs_);
        copy_blobs(all, blobs_, stop_, pace_, title(), progress);
        send_lost_blobs_again(all, progress);
        in_threads(all, [&](Destination& one) {
            put_manifests(one, stop_);
            set_attached_tags(one);
        });
    }

    Each<TransferReport> reports() const
    {
        std::map<const JobState*, TransferReport> done;
        for (const auto& destination : destinations_) {
            std::vector<bool> counted(blobs_.rows());
            for (const auto* job : destination.live_jobs())
                done.emplace(job, destination.report(*job, blobs_, counted));
        }
        Each<TransferReport> reports;
        for (const auto& state : jobs_) {
            if (state.error)
                reports.emplace_back(during("copying " + state.job->what, *state.error));
            else
                reports.emplace_back(std::move(done.at(&state)));
        }
        return reports;
    }

private:
    /// What is read from one source.
    struct Reading {
        Reading(RepositoryReader& from, bool attached, BlobTable& blobs, const StopSignal& stop_signal)
            : source(from), with_attached(attached), stop(stop_signal), graph(from, blobs, stop_signal)
        {
        }

        void read()
        {
            graph.read();
            if (with_attached) read_attached(graph, source, stop);
            for (auto& [job, root] : roots) assign(*job, *root);
            graph.settle_levels();
        }

        void assign(JobState& job, GraphNode& root)
        {
            auto all = all_below(root);
            if (!all) {
                job.error = all.error();
                return;
            }
            job.manifests = std::move(*all);
            for (auto* node : job.manifests) {
                // Of a destination's jobs that share it, the first tells.
                if (!node->warnings.empty() && told.emplace(job.job->destination, node).second)
                    std::ranges::copy(node->warnings, std::back_inserter(job.warnings));
                job.blobs.insert(job.blobs.end(), node->blobs.begin(), node->blobs.end());
            }
            std::ranges::sort(job.blobs);
            const auto twice = std::ranges::unique(job.blobs);
            job.blobs.erase(twice.begin(), twice.end());
        }

        RepositoryReader& source;
        bool with_attached;
        const StopSignal& stop;
        ContentGraph graph;
        std::vector<std::pair<JobState*, GraphNode*>> roots;
        std::set<std::pair<Repository*, const GraphNode*>> told;  ///< whose warnings are told where
    };

    /// A registry may say that it took a blob, and not have it; not all of them look when a manifest names it.
    void send_lost_blobs_again(std::span<Destination> all, Progress& progress)
    {
        std::atomic<bool> lost = false;
        const auto look = [&](Destination& one) {
            if (find_lost_blobs(one, blobs_)) lost = true;
        };
        in_threads(all, look);
        if (!lost) return;
        copy_blobs(all, blobs_, stop_, pace_, title(), progress);
        in_threads(all, look);
        for (auto& one : all) fail_lost_blobs(one, blobs_);
    }

    std::string title() const
    {
        if (jobs_.size() == 1) return jobs_.front().job->what;
        return fmt::format("{} and {} more", jobs_.front().job->what, jobs_.size() - 1);
    }

    const StopSignal& stop_;
    const Pace& pace_;
    std::deque<JobState> jobs_;
    BlobTable blobs_;
    std::map<std::pair<RepositoryReader*, bool>, Reading> readings_;
    std::vector<Destination> destinations_;
};

}  // namespace

Each<TransferReport> GraphTransfer::transfer(std::span<const TransferJob> jobs, Progress& progress)
{
    if (jobs.empty()) return {};
    Transfer transfer(jobs, stop_, pace_);
    transfer.read_sources();
    transfer.find_destinations();
    transfer.bring(progress);
    return transfer.reports();
}

}  // namespace tagwarden
