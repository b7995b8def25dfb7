// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace tagwarden {

/// Takes what libcurl hands over, straight into the reader's buffer while one waits, and keeps the rest for the next
/// reader. libcurl cannot be told how much to hand over: it gives all it has read from the socket.
class ArrivingBytes {
public:
    /// `at_once` is the most that libcurl reads from the socket before it asks whether to go on.
    explicit ArrivingBytes(std::size_t at_once = 0) : at_once_(at_once) {}

    /// Somebody wants bytes: those that were kept come first.
    void serve(std::span<char> reader);
    /// Nobody does any more. So many bytes are in the reader's buffer.
    std::size_t leave();

    bool served() const { return filled_ > 0; }

    void take(std::string_view bytes);

    /// True when libcurl should not read from the socket again: what it reads might not fit.
    bool enough() const;

    std::int64_t total() const { return total_; }

private:
    std::size_t at_once_;
    std::span<char> reader_;
    std::size_t filled_ = 0;
    std::string kept_;
    std::size_t given_ = 0;  ///< so many of the kept ones
    std::int64_t total_ = 0;
};

}  // namespace tagwarden
