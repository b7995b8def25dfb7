// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "flows/copy.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>

#include "base/text.h"
#include "core/attached_tag.h"
#include "flows/known_content.h"

namespace tagwarden {

namespace {

using Step = PlannedCopy::Step;

/// So many tags are set before it is asked whether to stop.
constexpr std::size_t tags_at_once = 16;

/// True for what is wrong with one image or tag; else the others would fail for the same reason.
bool concerns_one(ErrorKind kind)
{
    return kind == ErrorKind::malformed || kind == ErrorKind::not_found || kind == ErrorKind::refused ||
           kind == ErrorKind::usage;
}

/// A copy to one destination.
class Copying {
public:
    Copying(const CopyRequest& request, CopyPlan plan, const CopyPorts& ports)
        : request_(request),
          ports_(ports),
          destination_(*ports.destinations.at(plan.to.location)),
          begun_(ports.clock.running()),
          report_{std::move(plan), {}, {}}
    {
        report_.done.resize(copies().size());
    }

    /// What has to be brought before a tag can be set.
    std::vector<TransferJob> jobs()
    {
        if (report_.plan.problem || ask_stop()) return {};
        const auto& plan = report_.plan;
        std::vector<TransferJob> jobs;
        for (const auto& root : plan.roots())
            jobs.push_back({what_of(root), &ports_.source, &destination_, root, plan.from.location, plan.to.location,
                            request_.with_attached});
        return jobs;
    }

    /// `results` are those of the jobs.
    CopyReport finish(std::span<const TransferJob> jobs, std::span<const Result<TransferReport>> results)
    {
        if (report_.plan.problem) {
            report_.error = report_.plan.problem;
            return std::move(report_);
        }
        if (!stopped_) note_content(jobs, results);
        look_again_at_attached();
        set_tags();
        report_.took = ports_.clock.running() - begun_;
        if (!stopped_) refuse_kept();
        if (stopped_)
            report_.error = stop_error();
        else if (failed() > 0)
            report_.error = failure();
        return std::move(report_);
    }

private:
    std::vector<PlannedCopy>& copies() { return report_.plan.copies; }

    void note_content(std::span<const TransferJob> jobs, std::span<const Result<TransferReport>> results)
    {
        std::map<Digest, const Result<TransferReport>*, DigestBefore> by_root;
        for (std::size_t i = 0; i < jobs.size(); ++i) by_root.emplace(jobs[i].root.digest, &results[i]);
        for (const auto& result : results)
            if (result) add(*result);
        for (std::size_t i = 0; i < copies().size(); ++i) {
            const auto found = by_root.find(copies()[i].root.digest);
            if (copies()[i].step == Step::attached || copies()[i].step == Step::keep) continue;
            if (found != by_root.end())
                note_content(i, *found->second);
            else
                report_.done[i] = copies()[i].step == Step::present;
        }
        ask_stop();
    }

    std::string what_of(const Descriptor& root) const
    {
        const auto first = std::ranges::find(report_.plan.copies, root, &PlannedCopy::root);
        return fmt::format("{} to {}", first->tag ? first->tag->str() : root.digest.brief(), place());
    }

    std::string place() const { return report_.plan.to.location.str(); }

    void add(const TransferReport& report)
    {
        report_.content.blobs_copied += report.blobs_copied;
        report_.content.blobs_mounted += report.blobs_mounted;
        report_.content.blobs_present += report.blobs_present;
        report_.content.bytes_copied += report.bytes_copied;
        report_.content.manifests_copied += report.manifests_copied;
        report_.content.warnings.insert(report_.content.warnings.end(), report.warnings.begin(), report.warnings.end());
    }

    void note_content(std::size_t i, const Result<TransferReport>& result)
    {
        if (!result)
            note_failure(i, result.error());
        else if (copies()[i].sets_tag())
            ready_.push_back(i);
        else
            report_.done[i] = true;
    }

    /// Whoever brings what is attached to an image sees to these tags, too, and what it put there may be more than the
    /// source has. So they are as they should be, whatever they name now; only what nobody set is still to be set.
    void look_again_at_attached()
    {
        std::vector<std::size_t> attached;
        std::vector<TagName> tags;
        for (std::size_t i = 0; i < copies().size(); ++i)
            if (is_ready(i) ? is_left_to_others(copies()[i]) : copies()[i].step == Step::attached) {
                attached.push_back(i);
                tags.push_back(*copies()[i].tag);
            }
        if (tags.empty() || ask_stop()) return;
        const auto seen = destination_.resolve(tags);
        for (std::size_t i = 0; i < attached.size(); ++i) settle_attached(attached[i], seen[i]);
    }

    bool is_ready(std::size_t i) const { return std::ranges::binary_search(ready_, i); }
    bool is_left_to_others(const PlannedCopy& copy) const
    {
        return request_.all_tags && request_.with_attached && names_attached(*copy.tag);
    }

    void settle_attached(std::size_t i, const Result<std::optional<Descriptor>>& seen)
    {
        auto& copy = copies()[i];
        const auto what = fmt::format("looking at tag '{}' again", copy.tag->str());
        if (!seen) {
            std::erase(ready_, i);
            return note_failure(i, during(what, seen.error()).error());
        }
        if (*seen) {
            std::erase(ready_, i);
            if (copy.step == Step::attached && copy.before != (*seen)->digest) copy.step = Step::move;
            copy.root = **seen;
            report_.done[i] = true;
        } else if (copy.step == Step::attached) {
            note_failure(i, {ErrorKind::refused,
                             fmt::format("tag '{}' of {} named {} and is gone: somebody removed it during this copy",
                                         copy.tag->str(), place(), copy.before->str()),
                             "run the same command again",
                             {}});
        }
    }

    void set_tags()
    {
        for (std::size_t at = 0; at < ready_.size(); at += tags_at_once) {
            if (ask_stop() || gave_up_) return;
            const auto batch = std::span(ready_).subspan(at, std::min(tags_at_once, ready_.size() - at));
            if (set_batch(batch)) continue;
            // These tags are independent, but what becomes of the others of a batch when one fails is not promised.
            for (std::size_t i = 0; i < batch.size() && !ask_stop() && !gave_up_; ++i) set_batch(batch.subspan(i, 1));
        }
    }

    /// False when it is worth while to set these tags one by one.
    bool set_batch(std::span<const std::size_t> batch)
    {
        std::vector<TagMove> moves;
        for (const auto i : batch) moves.push_back(copies()[i].tag_move());
        const auto moved = destination_.move(moves);
        const auto failed = std::ranges::find_if(moved, [](const auto& it) { return !it; });
        if (failed == moved.end()) {
            read_back(batch, moves);
            return true;
        }
        if (batch.size() > 1 && concerns_one(failed->error().kind)) return false;
        const auto before = static_cast<std::size_t>(failed - moved.begin());
        read_back(batch.first(before), std::span(moves).first(before));
        note_tag_failure(batch[before], failed->error());
        return true;
    }

    void note_tag_failure(std::size_t i, const Error& error)
    {
        if (!concerns_one(error.kind)) gave_up_ = true;
        note_failure(i, error);
    }

    /// A registry may say yes and do nothing (Harbor, in some of its releases), and the next writer may be quick.
    void read_back(std::span<const std::size_t> batch, std::span<const TagMove> moves)
    {
        std::vector<TagName> tags;
        for (const auto& move : moves) tags.push_back(move.tag);
        const auto seen = destination_.resolve(tags);
        for (std::size_t i = 0; i < batch.size(); ++i) {
            const auto checked = check_read_back(moves[i], seen[i]);
            if (checked)
                report_.done[batch[i]] = true;
            else
                note_tag_failure(batch[i], checked.error());
        }
    }

    Result<void> check_read_back(const TagMove& move, const Result<std::optional<Descriptor>>& seen) const
    {
        const auto known = seen ? known_content(destination_, *seen, move.to.digest) : seen;
        if (!known) return during(fmt::format("looking whether tag '{}' is set", move.tag.str()), known.error());
        const auto now = *known ? std::optional((*known)->digest) : std::nullopt;
        if (now == move.to.digest) return {};
        const auto tag = fmt::format("tag '{}' of {}", move.tag.str(), place());
        if (now == move.from)
            return fail(ErrorKind::malformed,
                        fmt::format("{} names {}, want {}: the registry said that it set the tag, and did not", tag,
                                    now ? now->str() : "nothing", move.to.digest.str()),
                        "look whether a rule of the registry forbids it: immutable tags, a quota");
        return fail(ErrorKind::refused,
                    fmt::format("{} names {}, want {}: somebody else moved it just after this copy", tag,
                                now ? now->str() : "nothing", move.to.digest.str()),
                    "find out who else writes there, and run the same command again");
    }

    void note_failure(std::size_t i, Error error)
    {
        if (error.kind == ErrorKind::interrupted) stopped_ = true;
        if (!first_) first_ = error;
        report_.failures.emplace(i, std::move(error));
    }
    std::size_t failed() const { return report_.failures.size() + report_.plan.unread.size(); }

    void refuse_kept()
    {
        for (std::size_t i = 0; i < copies().size(); ++i)
            if (copies()[i].step == Step::keep) note_failure(i, report_.plan.refusal(copies()[i]));
    }

    bool ask_stop()
    {
        stopped_ = stopped_ || ports_.stop.stopped();
        return stopped_;
    }

    std::size_t tags_set() const { return report_.count_done(Step::create) + report_.count_done(Step::move); }
    std::size_t tags_to_set() const { return report_.plan.count(Step::create) + report_.plan.count(Step::move); }

    Error stop_error() const
    {
        const auto how_far = tags_to_set() == 0
                                 ? std::string("before all content was there")
                                 : fmt::format("when {} of {} tags of {} were set; none names what is not complete",
                                               tags_set(), tags_to_set(), place());
        return {ErrorKind::interrupted, "stopped " + how_far, go_on_hint, {}};
    }

    Error failure() const
    {
        auto error = report_.plan.unread.empty() ? *first_ : report_.plan.unread.front().error;
        if (const auto all = report_.plan.copies.size() + report_.plan.unread.size(); all > 1)
            error.trail.push_back(fmt::format("copying {} tags, of which {} failed", all, failed()));
        return error;
    }

    const CopyRequest& request_;
    const CopyPorts& ports_;
    Repository& destination_;
    std::chrono::milliseconds begun_;
    CopyReport report_;
    std::vector<std::size_t> ready_;  ///< copies whose content is there and whose tag is to be set
    std::optional<Error> first_;
    bool gave_up_ = false;  ///< what failed would fail for every other, too
    bool stopped_ = false;
};

}  // namespace

std::size_t CopyReport::count_done(PlannedCopy::Step step) const
{
    std::size_t count = 0;
    for (std::size_t i = 0; i < done.size(); ++i)
        if (done[i] && plan.copies[i].step == step) ++count;
    return count;
}

bool CopyReport::did_something() const
{
    return content.blobs_copied > 0 || std::ranges::find(done, true) != done.end();
}

std::vector<CopyReport> run_copy(const CopyRequest& request, std::vector<CopyPlan> plans, const CopyPorts& ports)
{
    std::vector<Copying> copies;
    std::vector<std::size_t> ends;
    std::vector<TransferJob> batch;  // one for all destinations: what is missing at several is read once
    for (auto& plan : plans) {
        std::ranges::move(copies.emplace_back(request, std::move(plan), ports).jobs(), std::back_inserter(batch));
        ends.push_back(batch.size());
    }
    const auto results = ports.transfer.transfer(batch, ports.progress);
    std::vector<CopyReport> reports;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < copies.size(); ++i) {
        const auto count = ends[i] - begin;
        reports.push_back(
            copies[i].finish(std::span(batch).subspan(begin, count), std::span(results).subspan(begin, count)));
        begin = ends[i];
    }
    return reports;
}

CopyReport foresee_copy(CopyPlan plan)
{
    CopyReport report{std::move(plan), {}, {}};
    const auto& planned = report.plan;
    report.done.resize(planned.copies.size());
    for (std::size_t i = 0; i < planned.copies.size(); ++i)
        if (planned.copies[i].step == Step::keep) report.failures.emplace(i, planned.refusal(planned.copies[i]));
    if (planned.problem)
        report.error = planned.problem;
    else if (!planned.unread.empty())
        report.error = planned.unread.front().error;
    else if (!report.failures.empty())
        report.error = report.failures.begin()->second;
    return report;
}

std::optional<Error> error_of(std::span<const CopyReport> reports)
{
    std::optional<Error> error;
    std::vector<std::string> lacking;
    for (const auto& report : reports) {
        if (!report.error) continue;
        lacking.push_back(report.plan.to.str());
        if (!error || (report.error->kind == ErrorKind::interrupted && error->kind != ErrorKind::interrupted))
            error = report.error;
    }
    if (error && reports.size() > 1)
        error->trail.push_back(fmt::format("copying to {} destinations, of which these lack something: {}",
                                           reports.size(), join(lacking, ", ")));
    return error;
}

}  // namespace tagwarden
