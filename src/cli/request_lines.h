// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <atomic>

#include "cli/status_line.h"
#include "ports/request_observer.h"

namespace tagwarden {

/// Says a line for each request, once somebody wants to hear it.
class RequestLines final : public RequestObserver {
public:
    explicit RequestLines(StatusLine& line) : line_(line) {}

    void listen(bool now) { listens_ = now; }

    bool listens() const override { return listens_; }
    void request(const RequestNote& note) override;
    void retry(const RetryNote& note) override;

private:
    StatusLine& line_;
    std::atomic<bool> listens_ = false;
};

}  // namespace tagwarden
