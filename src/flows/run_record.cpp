// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "flows/run_record.h"

#include <fmt/format.h>

#include "flows/append_pause.h"

namespace tagwarden {

namespace {

constexpr int append_attempts = 8;

}  // namespace

Result<void> RunRecord::intend(Head& head, const Proposal& proposal, const Operation& operation)
{
    const auto& plan = proposal.plan;
    std::vector<Draft> group;
    for (const auto& decision : proposal.decisions) group.push_back(draft(decision));
    auto moves = plan.anchors;
    moves.insert(moves.end(), plan.channels.begin(), plan.channels.end());
    group.push_back(
        draft(Intent{plan.operation, plan.subject, operation.reason, operation.take_over, std::move(moves)}));
    const auto written = append(head, group);
    if (!written) return during("writing the intent to the ledger", written.error());
    intent_ = written->back().sequence;
    return {};
}

Result<void> RunRecord::conclude(Head& head, Outcome outcome, const std::vector<std::int64_t>& taken_over,
                                 Outcome::Result their_outcome)
{
    if (intent_ == 0) return {};
    outcome.intent = intent_;
    std::vector<Draft> group{draft(std::move(outcome))};
    const auto why = fmt::format("it had not come to its end; entry {} took over", intent_);
    for (const auto intent : taken_over) group.push_back(draft(Outcome{intent, their_outcome, {}, "", {}, why}));
    const auto written = append(head, group);
    if (!written) return during("writing the outcome to the ledger", written.error());
    return {};
}

// Behind whatever the ledger ends with now. What others append meanwhile concerns other names.
Result<std::vector<Entry>> RunRecord::append(Head& head, const std::vector<Draft>& group)
{
    for (int attempt = 1;; ++attempt) {
        const auto since = ledger_.entries_after(head);
        if (!since) return during("reading the ledger", since.error());
        if (!since->empty()) head = head_of(*since);
        auto written = ledger_.append(head, group);
        if (written && !written->empty()) head = head_of(*written);
        if (written || written.error().kind != ErrorKind::busy || attempt == append_attempts) return written;
        clock_.wait(append_pause(author_.holder, attempt));
    }
}

}  // namespace tagwarden
