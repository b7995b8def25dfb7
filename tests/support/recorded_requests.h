// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <fmt/format.h>

#include <mutex>
#include <string>
#include <vector>

#include "ports/request_observer.h"

namespace tagwarden::tests {

/// Remembers what it is told.
class RecordedRequests final : public RequestObserver {
public:
    bool wants_to_know = true;

    bool listens() const override { return wants_to_know; }
    void request(const RequestNote& note) override
    {
        const std::lock_guard lock(mutex_);
        requests_.push_back(note);
    }
    void retry(const RetryNote& note) override
    {
        const std::lock_guard lock(mutex_);
        retries_.push_back(note);
    }

    std::vector<RequestNote> requests() const
    {
        const std::lock_guard lock(mutex_);
        return requests_;
    }
    std::vector<RetryNote> retries() const
    {
        const std::lock_guard lock(mutex_);
        return retries_;
    }
    /// "GET 200 1" each: method, status and attempt.
    std::vector<std::string> in_short() const
    {
        std::vector<std::string> lines;
        for (const auto& note : requests())
            lines.push_back(fmt::format("{} {} {}", note.method, note.status, note.attempt));
        return lines;
    }
    /// All that it was told, as one text.
    std::string text() const
    {
        std::string all;
        for (const auto& note : requests()) all += note.method + " " + note.url + " " + note.problem + "\n";
        for (const auto& note : retries()) all += note.host + " " + note.why + "\n";
        return all;
    }

private:
    mutable std::mutex mutex_;
    std::vector<RequestNote> requests_;
    std::vector<RetryNote> retries_;
};

}  // namespace tagwarden::tests
