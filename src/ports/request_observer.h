// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace tagwarden {

/// How one request to a server went. It holds no secret: no header, nothing of a body, and of the URL's query only what
/// names content.
struct RequestNote {
    std::string method{};
    std::string url{};
    int status = 0;  ///< 0: no answer
    bool sends = false;
    std::int64_t sent = 0;             ///< bytes of its body, if it has one
    std::int64_t received = 0;         ///< bytes of the answer's
    std::chrono::milliseconds took{};  ///< until the last of them came
    int attempt = 1;
    std::string problem{};  ///< why there was no answer, or not all of it

    bool operator==(const RequestNote&) const = default;
};

/// Why, and for how long, somebody waits before asking again.
struct RetryNote {
    std::string host{};
    std::string why{};  ///< what the host does: "answers 503"
    int attempt = 2;    ///< the number of the one that comes next
    std::chrono::milliseconds wait{};

    bool operator==(const RetryNote&) const = default;
};

/// Whoever wants to see what servers are asked. Told by several threads at once.
struct RequestObserver {
    virtual ~RequestObserver() = default;

    /// False for who does not want to hear of it now: then nothing is noted.
    virtual bool listens() const = 0;

    /// A request is over.
    virtual void request(const RequestNote& note) = 0;

    /// One will be made again.
    virtual void retry(const RetryNote& note) = 0;
};

}  // namespace tagwarden
